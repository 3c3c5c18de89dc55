import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import type { CognitoContext } from './context.ts';
import { verifyPassword } from './passwords.ts';
import { checkClient } from './pool.ts';
import { notAuthorized } from './sessions.ts';
import type { StoredUser } from './user-table.ts';

export const InitiateAuth = z.object({
  ClientId: z.string(),
  AuthFlow: z.string(),
  AuthParameters: z._default(z.record(z.string(), z.string()), {}),
});

/** Cognito lets five wrong passwords pass, then locks for one second, doubling up to a quarter of an hour. */
const FREE_FAILURES = 5;
const LONGEST_LOCK_SECONDS = 900;

/** InitiateAuth with the flows that the app client allows: a password, or a refresh token. */
export async function initiateAuth(context: CognitoContext, input: z.output<typeof InitiateAuth>): Promise<object> {
  checkClient(input.ClientId);
  const { USERNAME, PASSWORD, REFRESH_TOKEN } = input.AuthParameters;
  switch (input.AuthFlow) {
    case 'USER_PASSWORD_AUTH':
      return signIn(context, required(USERNAME, 'USERNAME'), required(PASSWORD, 'PASSWORD'));
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refresh(context, required(REFRESH_TOKEN, 'REFRESH_TOKEN'));
    default:
      throw new AwsError('InvalidParameterException', `${input.AuthFlow} flow not enabled for this client`);
  }
}

async function signIn(context: CognitoContext, username: string, password: string): Promise<object> {
  const { users, sessions, softwareTokens } = context;
  const user = users.find(username);
  if (user !== undefined && user.locked_until > context.clock.now().getTime()) {
    throw notAuthorized('Password attempts exceeded');
  }
  const matches = await verifyPassword(password, user?.password_hash);
  const current = users.find(username);
  if (!matches || current === undefined) {
    if (current !== undefined) users.save(withFailure(current, context.clock.now().getTime()));
    throw notAuthorized('Incorrect username or password.');
  }
  if (current.enabled === 0) throw notAuthorized('User is disabled.');
  if (current.login_failures > 0) users.save({ ...current, login_failures: 0, locked_until: 0 });
  if (current.status === 'UNCONFIRMED') throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  if (current.status === 'FORCE_CHANGE_PASSWORD') return newPasswordChallenge(current);
  if (softwareTokens.isEnabled(username)) {
    return {
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session: softwareTokens.challenge(username),
      ChallengeParameters: { USER_ID_FOR_SRP: username },
    };
  }
  return { ChallengeParameters: {}, AuthenticationResult: await sessions.open(current, users.groupsOf(username)) };
}

async function refresh(context: CognitoContext, token: string): Promise<object> {
  const { users, sessions } = context;
  const user = users.find(sessions.usernameOf(token));
  if (user === undefined) throw notAuthorized('Invalid Refresh Token');
  if (user.enabled === 0) throw notAuthorized('User is disabled.');
  const result = await sessions.refresh(token, user, users.groupsOf(user.username));
  return { ChallengeParameters: {}, AuthenticationResult: result };
}

function withFailure(user: StoredUser, now: number): StoredUser {
  const failures = user.login_failures + 1;
  const lockSeconds = failures < FREE_FAILURES ? 0 : Math.min(2 ** (failures - FREE_FAILURES), LONGEST_LOCK_SECONDS);
  return { ...user, login_failures: failures, locked_until: now + lockSeconds * 1000 };
}

function newPasswordChallenge(user: StoredUser): object {
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: randomUUID(),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(user.attributes),
    },
  };
}

function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') {
    throw new AwsError('InvalidParameterException', `Missing required parameter ${name}`);
  }
  return value;
}
