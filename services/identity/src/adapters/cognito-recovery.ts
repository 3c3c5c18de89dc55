import {
  AdminDeleteUserCommand,
  AdminUserGlobalSignOutCommand,
  CodeMismatchException,
  ConfirmForgotPasswordCommand,
  ExpiredCodeException,
  ForgotPasswordCommand,
  InvalidParameterException,
  InvalidPasswordException,
  LimitExceededException,
  NotAuthorizedException,
  TooManyFailedAttemptsException,
  UserNotFoundException,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { weakPassword } from '../domain/errors.ts';
import type { UserDirectory } from '../domain/ports.ts';
import { isOneOf, orTooManyAttempts } from './cognito-errors.ts';

/** What Cognito answers for users who have no proved address or may not reset; a caller must not learn it. */
const NOBODY_TO_MAIL = [InvalidParameterException, NotAuthorizedException, UserNotFoundException];
const REFUSED_CODE = [
  CodeMismatchException,
  ExpiredCodeException,
  LimitExceededException,
  NotAuthorizedException,
  TooManyFailedAttemptsException,
  UserNotFoundException,
];

async function unlessUnknown(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw orTooManyAttempts(error);
  }
}

/**
 * Forgotten passwords in the user pool, and the end of users. Signing out everywhere needs
 * `cognito-idp:AdminUserGlobalSignOut`, deleting `cognito-idp:AdminDeleteUser`.
 */
export function cognitoRecovery(
  client: CognitoIdentityProviderClient,
  ClientId: string,
  userPoolId: () => string,
): Pick<UserDirectory, 'forgotPassword' | 'resetPassword' | 'signOutEverywhere' | 'deleteUser'> {
  return {
    async forgotPassword(userId) {
      try {
        await client.send(new ForgotPasswordCommand({ ClientId, Username: userId }));
      } catch (error) {
        // Also its own limit of mails per user: known users must not be told from unknown ones by it.
        if (!isOneOf(error, ...NOBODY_TO_MAIL, LimitExceededException)) throw orTooManyAttempts(error);
      }
    },
    async resetPassword(userId, code, password) {
      try {
        const input = { ClientId, Username: userId, ConfirmationCode: code, Password: password };
        await client.send(new ConfirmForgotPasswordCommand(input));
        return true;
      } catch (error) {
        if (error instanceof InvalidPasswordException) {
          throw weakPassword([{ path: 'body.password', code: 'refused', message: error.message }]);
        }
        if (isOneOf(error, ...REFUSED_CODE)) return false;
        throw orTooManyAttempts(error);
      }
    },
    async signOutEverywhere(userId) {
      const command = new AdminUserGlobalSignOutCommand({ UserPoolId: userPoolId(), Username: userId });
      await unlessUnknown(client.send(command));
    },
    async deleteUser(userId) {
      await unlessUnknown(client.send(new AdminDeleteUserCommand({ UserPoolId: userPoolId(), Username: userId })));
    },
  };
}
