import {
  AssociateSoftwareTokenCommand,
  GetUserCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPool } from './pool.test-support.ts';
import { USER_POOL_CLIENT_ID as ClientId } from './pool.ts';
import { codeOf, stepAt } from './totp.ts';

let pool: Awaited<ReturnType<typeof startPool>>;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.close());

const ChallengeName = 'SOFTWARE_TOKEN_MFA' as const;
const codeAt = (secret: string, steps = 0) => codeOf(secret, stepAt(Date.now()) + steps);
const preference = (AccessToken: string, Enabled: boolean) =>
  pool.client.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: { Enabled } }));

async function signedIn() {
  const username = await pool.confirmedUser();
  const { AuthenticationResult } = await pool.signIn(username);
  return { username, AccessToken: AuthenticationResult?.AccessToken ?? '' };
}

async function enrolled() {
  const user = await signedIn();
  const { AccessToken } = user;
  const { SecretCode: secret = '' } = await pool.client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  await pool.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: codeAt(secret, -1) }));
  await preference(AccessToken, true);
  return { ...user, secret };
}

const answer = (USERNAME: string, Session = '', SOFTWARE_TOKEN_MFA_CODE = '') =>
  pool.client.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME, SOFTWARE_TOKEN_MFA_CODE },
    }),
  );

describe('a second factor', () => {
  it('is asked for after the password, and a code of it opens the session once', async () => {
    const { username, secret } = await enrolled();
    const challenge = await pool.signIn(username);
    expect(challenge).toMatchObject({ ChallengeName, Session: expect.any(String) });
    expect(challenge.AuthenticationResult).toBeUndefined();
    const code = codeAt(secret);
    await expect(answer(username, challenge.Session, code)).resolves.toMatchObject({
      AuthenticationResult: { AccessToken: expect.any(String), RefreshToken: expect.any(String) },
    });
    const next = await pool.signIn(username);
    await expect(answer(username, next.Session, code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('refuses a wrong code, a made-up session and the session of somebody else', async () => {
    const [first, second] = [await enrolled(), await enrolled()];
    const { Session } = await pool.signIn(first.username);
    await expect(answer(first.username, Session, codeAt(first.secret, 9))).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    for (const [username, session] of [
      [second.username, Session],
      [first.username, 'made-up'],
      ['usr_nobody', Session],
    ]) {
      await expect(answer(username ?? '', session, codeAt(second.secret))).rejects.toMatchObject({
        name: 'NotAuthorizedException',
      });
    }
  });

  it('is not asked for before it was verified, nor after it was given up', async () => {
    const { username, AccessToken } = await signedIn();
    await expect(preference(AccessToken, true)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const early = new VerifySoftwareTokenCommand({ AccessToken, UserCode: '123456' });
    await expect(pool.client.send(early)).rejects.toMatchObject({ name: 'SoftwareTokenMFANotFoundException' });
    await pool.client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await expect(pool.client.send(early)).rejects.toMatchObject({ name: 'EnableSoftwareTokenMFAException' });
    await expect(pool.signIn(username)).resolves.toMatchObject({ AuthenticationResult: {} });

    const other = await enrolled();
    const lookUp = new GetUserCommand({ AccessToken: other.AccessToken });
    await expect(pool.client.send(lookUp)).resolves.toMatchObject({ UserMFASettingList: [ChallengeName] });
    await preference(other.AccessToken, false);
    await expect(pool.signIn(other.username)).resolves.toMatchObject({ AuthenticationResult: {} });
  });

  it('takes no token but an access token of the pool', async () => {
    const { username, AccessToken } = await signedIn();
    const { AuthenticationResult } = await pool.signIn(username);
    const forged = `${AccessToken.slice(0, -8)}AAAAAAAA`;
    for (const token of [AuthenticationResult?.IdToken, forged, 'none']) {
      await expect(pool.client.send(new AssociateSoftwareTokenCommand({ AccessToken: token }))).rejects.toMatchObject({
        name: 'NotAuthorizedException',
      });
    }
  });
});
