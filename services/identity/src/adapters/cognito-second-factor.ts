import {
  AssociateSoftwareTokenCommand,
  CodeMismatchException,
  EnableSoftwareTokenMFAException,
  ExpiredCodeException,
  GetUserCommand,
  InvalidParameterException,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  SoftwareTokenMFANotFoundException,
  UserNotFoundException,
  VerifySoftwareTokenCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { accessTokenRevoked } from '../domain/errors.ts';
import type { SecondFactor } from '../domain/ports.ts';
import { isOneOf, orTooManyAttempts } from './cognito-errors.ts';
import { sessionFrom } from './cognito-session.ts';

const ChallengeName = 'SOFTWARE_TOKEN_MFA';

function asOurs(error: unknown): unknown {
  const known = orTooManyAttempts(error);
  return known === error && isOneOf(error, NotAuthorizedException) ? accessTokenRevoked() : known;
}

async function asBearer<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asOurs(error);
  }
}

/** Authenticator apps in the user pool; all operations are the app client's own and need no IAM permission. */
export function cognitoSecondFactor(client: CognitoIdentityProviderClient, ClientId: string): SecondFactor {
  const prefer = async (AccessToken: string, Enabled: boolean): Promise<void> => {
    const SoftwareTokenMfaSettings = { Enabled, PreferredMfa: Enabled };
    await asBearer(client.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings })));
  };

  return {
    async isEnabled(AccessToken) {
      const { UserMFASettingList = [] } = await asBearer(client.send(new GetUserCommand({ AccessToken })));
      return UserMFASettingList.includes(ChallengeName);
    },
    async begin(AccessToken) {
      const { SecretCode } = await asBearer(client.send(new AssociateSoftwareTokenCommand({ AccessToken })));
      if (SecretCode === undefined) throw new Error('Cognito associated a software token without giving its secret.');
      return SecretCode;
    },
    async enable(AccessToken, code) {
      try {
        await client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: code }));
      } catch (error) {
        if (isOneOf(error, EnableSoftwareTokenMFAException, CodeMismatchException)) return 'invalid-code';
        if (isOneOf(error, SoftwareTokenMFANotFoundException, InvalidParameterException)) return 'not-begun';
        throw asOurs(error);
      }
      await prefer(AccessToken, true);
      return 'enabled';
    },
    disable: (accessToken) => prefer(accessToken, false),
    async answer({ userId, session, code }) {
      try {
        const ChallengeResponses = { USERNAME: userId, SOFTWARE_TOKEN_MFA_CODE: code };
        const input = { ClientId, ChallengeName, Session: session, ChallengeResponses } as const;
        const { AuthenticationResult } = await client.send(new RespondToAuthChallengeCommand(input));
        return { kind: 'session', session: sessionFrom(AuthenticationResult) };
      } catch (error) {
        if (isOneOf(error, CodeMismatchException, ExpiredCodeException)) return { kind: 'invalid-code' };
        const known = orTooManyAttempts(error);
        if (known !== error) throw known;
        if (isOneOf(error, NotAuthorizedException, InvalidParameterException, UserNotFoundException)) {
          return { kind: 'invalid-challenge' };
        }
        throw error;
      }
    },
  };
}
