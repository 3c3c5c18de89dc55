import { DomainError, type FieldError } from '@tradewind/kernel';

/** Unknown address and wrong password must not be told apart, by text as little as by status. */
export function invalidCredentials(): DomainError {
  return new DomainError('unauthenticated', 'identity.invalid-credentials', 'The email or the password is wrong.');
}

/** Only for a caller who knew the password of an unconfirmed registration. */
export function notConfirmed(): DomainError {
  return new DomainError(
    'forbidden',
    'identity.not-confirmed',
    'Confirm the email address with the mailed code first.',
  );
}

export function invalidRefreshToken(): DomainError {
  return new DomainError(
    'unauthenticated',
    'identity.invalid-refresh-token',
    'The refresh token is expired, revoked or not one of ours. Sign in again.',
  );
}

export function invalidCode(): DomainError {
  return new DomainError('rule-violated', 'identity.invalid-code', 'The code is not the one that was mailed last.');
}

export function codeExpired(): DomainError {
  return new DomainError(
    'rule-violated',
    'identity.code-expired',
    'The code has expired. Register again for a new one.',
  );
}

export function weakPassword(errors: readonly FieldError[]): DomainError {
  return new DomainError('rule-violated', 'identity.weak-password', 'The password is too easy to guess.', { errors });
}

/** Also for an unknown address and an expired code: to say more would tell whether the address is known. */
export function invalidResetCode(): DomainError {
  return new DomainError(
    'rule-violated',
    'identity.invalid-code',
    'The code is not the one that was mailed last, or it has expired. Ask for a new one.',
  );
}

/** `retryAfter` in seconds. */
export function tooManyAttempts(retryAfter: number): DomainError {
  return new DomainError('rate-limited', 'identity.too-many-attempts', 'Too many attempts. Try again later.', {
    retryAfter,
  });
}

export function userNotFound(): DomainError {
  return new DomainError('not-found', 'identity.user-not-found', 'There is no such user.');
}

export function invalidTotpCode(): DomainError {
  return new DomainError(
    'rule-violated',
    'identity.invalid-code',
    'The code is not one that the app shows now, or it was used before.',
  );
}

/** The gateway took the access token, the directory does not any more: signed out everywhere, or erased. */
export function accessTokenRevoked(): DomainError {
  return new DomainError('unauthenticated', 'auth.unauthenticated', 'The access token was revoked. Sign in again.');
}

export function totpEnabled(): DomainError {
  return new DomainError('conflict', 'identity.totp-enabled', 'An authenticator app is in use. Switch it off first.');
}

export function totpNotBegun(): DomainError {
  return new DomainError('conflict', 'identity.totp-not-begun', 'There is no secret to confirm. Ask for one first.');
}

export function invalidChallenge(): DomainError {
  return new DomainError('unauthenticated', 'identity.invalid-challenge', 'The challenge is over. Sign in again.');
}

export function erasureNotFound(): DomainError {
  return new DomainError('not-found', 'identity.erasure-not-found', 'Nothing of such a person was erased.');
}

export function exportNotFound(): DomainError {
  return new DomainError('not-found', 'identity.export-not-found', 'There is no such copy, or its week is over.');
}

export function addressNotFound(): DomainError {
  return new DomainError('not-found', 'identity.address-not-found', 'There is no such address.');
}

export function tooManyAddresses(limit: number): DomainError {
  return new DomainError('rule-violated', 'identity.too-many-addresses', `At most ${limit} addresses are kept.`);
}

export function concurrentChange(): DomainError {
  return new DomainError('conflict', 'identity.concurrent-change', 'Too much changed at the same time. Try again.');
}

export function staleVersion(): DomainError {
  return new DomainError(
    'precondition-failed',
    'request.stale-version',
    'It has changed since it was read. Read it again and repeat the change.',
  );
}

export function apiKeyNotFound(): DomainError {
  return new DomainError('not-found', 'identity.api-key-not-found', 'There is no such key, or it was withdrawn.');
}

/** Said before anything is looked up, so that it does not tell whether the address is known. */
export function providerEmailUnverified(provider: string): DomainError {
  return new DomainError(
    'forbidden',
    'identity.provider-email-unverified',
    `${provider} has not verified this email address. Verify it there, or register with a password.`,
  );
}

export function providerEmailMissing(provider: string): DomainError {
  return new DomainError(
    'forbidden',
    'identity.provider-email-missing',
    `${provider} told no email address. Allow it to, or register with a password.`,
  );
}

/** A provider asks for no code of ours: to link it would do away with the second factor. */
export function secondFactorInUse(): DomainError {
  return new DomainError(
    'forbidden',
    'identity.second-factor-in-use',
    'This account asks for a code of an authenticator app. Sign in with its password.',
  );
}

export function accountBeingErased(): DomainError {
  return new DomainError(
    'conflict',
    'identity.account-being-erased',
    'This account is being deleted. Try again later.',
  );
}
