import {
  AdminGetUserCommand,
  CodeMismatchException,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  ExpiredCodeException,
  InitiateAuthCommand,
  InvalidParameterException,
  InvalidPasswordException,
  LimitExceededException,
  NotAuthorizedException,
  RevokeTokenCommand,
  SignUpCommand,
  TooManyFailedAttemptsException,
  UnauthorizedException,
  UnsupportedTokenTypeException,
  UsernameExistsException,
  UserNotConfirmedException,
  UserNotFoundException,
  type InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { weakPassword } from '../domain/errors.ts';
import type { ConfirmationOutcome, UserDirectory } from '../domain/ports.ts';
import { isOneOf, orTooManyAttempts } from './cognito-errors.ts';
import { cognitoRecovery } from './cognito-recovery.ts';
import { sessionFrom } from './cognito-session.ts';

export interface CognitoDirectoryOptions {
  readonly clientId: string;
  /** Asked for only where a user has to be looked up or signed out. */
  readonly userPoolId: () => string;
  readonly client?: CognitoIdentityProviderClient;
}

function isWrongPassword(error: unknown): boolean {
  return isOneOf(error, NotAuthorizedException, InvalidPasswordException, UserNotFoundException);
}

/** After too many guesses a code is dead; to say more would tell that the address has one. */
function isUsedUp(error: unknown): boolean {
  return isOneOf(error, CodeMismatchException, LimitExceededException, TooManyFailedAttemptsException);
}

/** Our own names of what may be asked for after the password. */
const CHALLENGES: Readonly<Record<string, string>> = { SOFTWARE_TOKEN_MFA: 'totp' };

function challengeOrSession(output: InitiateAuthCommandOutput) {
  if (output.ChallengeName !== undefined) {
    const name = CHALLENGES[output.ChallengeName] ?? output.ChallengeName;
    return { kind: 'challenge', name, session: output.Session ?? '' } as const;
  }
  return { kind: 'session', session: sessionFrom(output.AuthenticationResult) } as const;
}

/**
 * The user pool through the operations of a public client, which need no IAM permission; only the look-up of a
 * user's state after an unclear confirmation does (`cognito-idp:AdminGetUser`), and signing out everywhere.
 */
export function cognitoDirectory(options: CognitoDirectoryOptions): UserDirectory {
  const ClientId = options.clientId;
  const client = options.client ?? new CognitoIdentityProviderClient({});

  /** After a refusal: whether it was because the user had been confirmed already, or the code is past its day. */
  async function stateAfterRefusal(userId: string): Promise<ConfirmationOutcome> {
    try {
      const input = { UserPoolId: options.userPoolId(), Username: userId };
      const { UserStatus } = await client.send(new AdminGetUserCommand(input));
      return UserStatus === 'CONFIRMED' ? 'confirmed' : 'code-expired';
    } catch (error) {
      if (error instanceof UserNotFoundException) return 'invalid-code';
      throw error;
    }
  }

  return {
    ...cognitoRecovery(client, ClientId, options.userPoolId),
    async signUp({ userId, email, password }) {
      try {
        const UserAttributes = [{ Name: 'email', Value: email }];
        await client.send(new SignUpCommand({ ClientId, Username: userId, Password: password, UserAttributes }));
      } catch (error) {
        if (error instanceof UsernameExistsException) return;
        if (error instanceof InvalidPasswordException) {
          throw weakPassword([{ path: 'body.password', code: 'refused', message: error.message }]);
        }
        throw orTooManyAttempts(error);
      }
    },
    async confirm(userId, code) {
      try {
        await client.send(new ConfirmSignUpCommand({ ClientId, Username: userId, ConfirmationCode: code }));
        return 'confirmed';
      } catch (error) {
        if (isUsedUp(error)) return 'invalid-code';
        if (isOneOf(error, ExpiredCodeException, NotAuthorizedException, UserNotFoundException)) {
          return stateAfterRefusal(userId);
        }
        throw orTooManyAttempts(error);
      }
    },
    async signIn(userId, password) {
      try {
        const AuthParameters = { USERNAME: userId, PASSWORD: password };
        const command = new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
        return challengeOrSession(await client.send(command));
      } catch (error) {
        if (error instanceof UserNotConfirmedException) return { kind: 'unconfirmed' };
        const known = orTooManyAttempts(error);
        if (known === error && isWrongPassword(error)) return { kind: 'rejected' };
        throw known;
      }
    },
    async refresh(refreshToken) {
      try {
        const AuthParameters = { REFRESH_TOKEN: refreshToken };
        const command = new InitiateAuthCommand({ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters });
        const { AuthenticationResult } = await client.send(command);
        return sessionFrom({ RefreshToken: refreshToken, ...AuthenticationResult });
      } catch (error) {
        if (isOneOf(error, NotAuthorizedException, InvalidParameterException)) return undefined;
        throw orTooManyAttempts(error);
      }
    },
    async revoke(refreshToken) {
      try {
        await client.send(new RevokeTokenCommand({ ClientId, Token: refreshToken }));
      } catch (error) {
        const unusable = [
          NotAuthorizedException,
          InvalidParameterException,
          UnauthorizedException,
          UnsupportedTokenTypeException,
        ];
        if (isOneOf(error, ...unusable)) return;
        throw orTooManyAttempts(error);
      }
    },
  };
}
