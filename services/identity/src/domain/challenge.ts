/** A sign-in that waits for its second factor, as the directory knows it. */
export interface PendingChallenge {
  readonly userId: string;
  readonly session: string;
}

const SEPARATOR = '.';

/** What the client keeps between the two steps; the directory refuses a session under another user's id. */
export function sealChallenge({ userId, session }: PendingChallenge): string {
  return `${userId}${SEPARATOR}${session}`;
}

/** Undefined for text that no challenge was sealed into. */
export function openChallenge(sealed: string): PendingChallenge | undefined {
  const end = sealed.indexOf(SEPARATOR);
  if (end <= 0 || end === sealed.length - 1) return undefined;
  return { userId: sealed.slice(0, end), session: sealed.slice(end + 1) };
}

/** The key URI of authenticator apps (https://github.com/google/google-authenticator/wiki/Key-Uri-Format). */
export function enrolmentUri(secret: string, email: string): string {
  const label = `Tradewind:${encodeURIComponent(email)}`;
  const parameters = new URLSearchParams({
    secret,
    issuer: 'Tradewind',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  return `otpauth://totp/${label}?${parameters.toString()}`;
}
