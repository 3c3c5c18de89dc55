import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { CognitoContext } from './context.ts';
import { checkClient } from './pool.ts';
import { notAuthorized } from './sessions.ts';
import type { StoredUser } from './user-table.ts';

const INVALID = 'InvalidParameterException';
const CHALLENGE = 'SOFTWARE_TOKEN_MFA';

const Bearer = z.object({ AccessToken: z.string() });
const SetPreference = z.extend(Bearer, { SoftwareTokenMfaSettings: z.optional(z.object({ Enabled: z.boolean() })) });
const RespondToAuthChallenge = z.object({
  ClientId: z.string(),
  ChallengeName: z.string(),
  Session: z.string(),
  ChallengeResponses: z.record(z.string(), z.string()),
});

/** What a signed-in user does with the access token: look at itself and its authenticator app; and the challenge. */
export function secondFactorOperations(context: CognitoContext): Record<string, Operation> {
  const { softwareTokens } = context;
  return {
    GetUser: operation(
      Bearer,
      async (input) => {
        const user = await bearerOf(context, input.AccessToken);
        return {
          Username: user.username,
          UserAttributes: Object.entries({ sub: user.sub, ...user.attributes }).map(([Name, Value]) => ({
            Name,
            Value,
          })),
          ...(softwareTokens.isEnabled(user.username) && {
            PreferredMfaSetting: CHALLENGE,
            UserMFASettingList: [CHALLENGE],
          }),
        };
      },
      INVALID,
    ),
    AssociateSoftwareToken: operation(
      Bearer,
      async (input) => {
        const { username } = await bearerOf(context, input.AccessToken);
        return { SecretCode: softwareTokens.associate(username) };
      },
      INVALID,
    ),
    VerifySoftwareToken: operation(
      z.extend(Bearer, { UserCode: z.string() }),
      async (input) => {
        const { username } = await bearerOf(context, input.AccessToken);
        softwareTokens.verify(username, input.UserCode);
        return { Status: 'SUCCESS' };
      },
      INVALID,
    ),
    SetUserMFAPreference: operation(
      SetPreference,
      async (input) => {
        const { username } = await bearerOf(context, input.AccessToken);
        softwareTokens.prefer(username, input.SoftwareTokenMfaSettings?.Enabled ?? false);
        return {};
      },
      INVALID,
    ),
    RespondToAuthChallenge: operation(RespondToAuthChallenge, (input) => respond(context, input), INVALID),
  };
}

async function respond(
  { users, sessions, softwareTokens }: CognitoContext,
  input: z.output<typeof RespondToAuthChallenge>,
): Promise<object> {
  checkClient(input.ClientId);
  if (input.ChallengeName !== CHALLENGE) {
    throw new AwsError(INVALID, `${input.ChallengeName} is not supported here.`);
  }
  const { USERNAME = '', SOFTWARE_TOKEN_MFA_CODE = '' } = input.ChallengeResponses;
  const user = users.find(USERNAME);
  if (user === undefined || user.enabled === 0) throw notAuthorized('Invalid session for the user.');
  softwareTokens.answer(input.Session, user.username, SOFTWARE_TOKEN_MFA_CODE);
  return { ChallengeParameters: {}, AuthenticationResult: await sessions.open(user, users.groupsOf(user.username)) };
}

async function bearerOf({ sessions, users }: CognitoContext, accessToken: string): Promise<StoredUser> {
  const user = users.find(await sessions.usernameOfAccessToken(accessToken));
  if (user === undefined || user.enabled === 0) throw notAuthorized('Access Token has been revoked');
  return user;
}
