import {
  AdminUserGlobalSignOutCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPool } from './pool.test-support.ts';
import { USER_POOL_CLIENT_ID as ClientId, USER_POOL_ID as UserPoolId } from './pool.ts';

const NEW_PASSWORD = 'Another-horse-2';

let pool: Awaited<ReturnType<typeof startPool>>;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.close());

const forget = (Username: string) => pool.client.send(new ForgotPasswordCommand({ ClientId, Username }));
const reset = (Username: string, ConfirmationCode: string, Password = NEW_PASSWORD) =>
  pool.client.send(new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password }));

async function forgetful() {
  const username = await pool.confirmedUser();
  await forget(username);
  return { username, code: pool.mailedCode(username) };
}

describe('a forgotten password', () => {
  it('is replaced with the mailed code, once', async () => {
    const { username, code } = await forgetful();
    await reset(username, code);
    await expect(pool.signIn(username)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(pool.signIn(username, NEW_PASSWORD)).resolves.toMatchObject({ AuthenticationResult: {} });
    await expect(reset(username, code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('stays when the code is wrong, and the code dies after five guesses', async () => {
    const { username, code } = await forgetful();
    const wrong = code === '000000' ? '000001' : '000000';
    for (let guess = 0; guess < 5; guess += 1) {
      await expect(reset(username, wrong)).rejects.toMatchObject({ name: 'CodeMismatchException' });
    }
    await expect(reset(username, code)).rejects.toMatchObject({ name: 'TooManyFailedAttemptsException' });
    await expect(pool.signIn(username)).resolves.toMatchObject({ AuthenticationResult: {} });
  });

  it('must be replaced by one that the policy allows', async () => {
    const { username, code } = await forgetful();
    await expect(reset(username, code, 'x')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await expect(reset(username, code)).resolves.toBeDefined();
  });

  it('does not tell who exists', async () => {
    const answer = await forget('usr_nobody');
    expect(answer.CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL', AttributeName: 'email' });
    await expect(reset('usr_nobody', '123456')).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('is not sent to an address that nobody has proved', async () => {
    await pool.signUp('usr_unproved');
    await expect(forget('usr_unproved')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('signing out everywhere', () => {
  it('ends every session of the user', async () => {
    const Username = await pool.confirmedUser();
    const sessions = [await pool.signIn(Username), await pool.signIn(Username)];
    await pool.client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
    for (const { AuthenticationResult } of sessions) {
      await expect(pool.refresh(AuthenticationResult?.RefreshToken)).rejects.toMatchObject({
        name: 'NotAuthorizedException',
      });
    }
  });
});
