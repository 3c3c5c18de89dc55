import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import type { UserDirectory } from '../domain/ports.ts';
import { lastCode } from '../test-support/mailbox.ts';
import { cognitoDirectory } from './cognito-directory.ts';
import { cognitoProviderDirectory } from './cognito-provider-directory.ts';
import { providerDirectorySuite } from './provider-directory.suite.ts';
import { userDirectorySuite } from './user-directory.suite.ts';

let cloud: TestCloud;
let directory: UserDirectory;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'identity' });
  directory = cognitoDirectory({ clientId: 'tradewindlocalclient', userPoolId: () => 'us-east-1_Local0001' });
});

afterAll(() => cloud.close());

userDirectorySuite('on Cognito', async () => ({ directory, lastCode: async (email) => lastCode(cloud, email) }));
providerDirectorySuite('on Cognito', () => cognitoProviderDirectory('us-east-1_Local0001'));

describe('the user pool', () => {
  async function registrant() {
    const userId = newId('usr');
    const email = `${userId.toLowerCase()}@example.com`;
    const password = 'correct horse battery';
    await directory.signUp({ userId, email, password });
    return { userId, email, password };
  }

  it('refuses a password by its own policy, and its refusal is the policy’s', async () => {
    const userId = newId('usr');
    const signUp = directory.signUp({ userId, email: `${userId}@example.com`, password: 'short' });
    await expect(signUp).rejects.toMatchObject({
      code: 'identity.weak-password',
      errors: [{ path: 'body.password', code: 'refused' }],
    });
  });

  it('takes no more guesses of a code after five, and says no more than that the code is wrong', async () => {
    const { userId, email } = await registrant();
    for (let guess = 0; guess < 5; guess += 1) {
      await expect(directory.confirm(userId, `000${guess}`)).resolves.toBe('invalid-code');
    }
    await expect(directory.confirm(userId, lastCode(cloud, email))).resolves.toBe('invalid-code');
  });

  it('locks after wrong passwords, which is not answered as a wrong password', async () => {
    const { userId, password } = await registrant();
    for (let guess = 0; guess < 5; guess += 1) {
      await expect(directory.signIn(userId, 'wrong password')).resolves.toEqual({ kind: 'rejected' });
    }
    await expect(directory.signIn(userId, password)).rejects.toMatchObject({ code: 'identity.too-many-attempts' });
  });

  it('puts our user id into its access tokens', async () => {
    const { userId, email, password } = await registrant();
    await directory.confirm(userId, lastCode(cloud, email));
    const outcome = await directory.signIn(userId, password);
    const token = outcome.kind === 'session' ? outcome.session.accessToken : '';
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    expect(claims).toMatchObject({ username: userId, token_use: 'access', client_id: 'tradewindlocalclient' });
  });
});
