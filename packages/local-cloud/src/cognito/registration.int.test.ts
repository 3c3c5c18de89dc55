import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdminGetUserCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { PASSWORD, startPool } from './pool.test-support.ts';
import { USER_POOL_CLIENT_ID as ClientId, USER_POOL_ID as UserPoolId } from './pool.ts';

let pool: Awaited<ReturnType<typeof startPool>>;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.close());

const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('registration', () => {
  it('mails a code, which confirms the user and the address', async () => {
    const username = 'usr_registered';
    const answer = await pool.signUp(username);
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { DeliveryMedium: 'EMAIL', AttributeName: 'email', Destination: 'u***@e***' },
    });
    await expect(pool.signIn(username)).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
    await expect(pool.confirm(username, wrong(pool.mailedCode(username)))).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    await pool.confirm(username, pool.mailedCode(username));
    const user = await pool.client.send(new AdminGetUserCommand({ UserPoolId, Username: username }));
    expect(user.UserStatus).toBe('CONFIRMED');
    expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
    await expect(pool.confirm(username, pool.mailedCode(username))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('sends a new code, which replaces the old one', async () => {
    await pool.signUp('usr_resent');
    const first = pool.mailedCode('usr_resent');
    await pool.client.send(new ResendConfirmationCodeCommand({ ClientId, Username: 'usr_resent' }));
    const second = pool.mailedCode('usr_resent');
    // The new code equals the old one once in a million times.
    if (first !== second) {
      await expect(pool.confirm('usr_resent', first)).rejects.toMatchObject({ name: 'CodeMismatchException' });
    }
    await pool.confirm('usr_resent', second);
    expect((await pool.signIn('usr_resent')).AuthenticationResult).toBeDefined();
  });

  it('stops listening after five wrong codes', async () => {
    await pool.signUp('usr_guesser');
    const code = pool.mailedCode('usr_guesser');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(pool.confirm('usr_guesser', wrong(code))).rejects.toMatchObject({ name: 'CodeMismatchException' });
    }
    await expect(pool.confirm('usr_guesser', code)).rejects.toMatchObject({ name: 'TooManyFailedAttemptsException' });
  });

  it('does not tell who has an account', async () => {
    await expect(pool.confirm('usr_nobody', '123456')).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    const resend = new ResendConfirmationCodeCommand({ ClientId, Username: 'usr_nobody' });
    expect((await pool.client.send(resend)).CodeDeliveryDetails).toBeDefined();
  });

  it('refuses a taken name, a weak password, an unknown client and a missing address', async () => {
    const username = await pool.confirmedUser();
    await expect(pool.signUp(username)).rejects.toMatchObject({ name: 'UsernameExistsException' });
    await expect(pool.signUp('usr_weak', 'short')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    const unknown = new SignUpCommand({ ClientId: 'nobody', Username: 'a', Password: PASSWORD });
    await expect(pool.client.send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const bare = new SignUpCommand({ ClientId, Username: 'usr_bare', Password: PASSWORD });
    await expect(pool.client.send(bare)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
