import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { codeOf, stepAt } from '@tradewind/local-cloud/cognito/totp';
import { FAULTS_PATH } from '@tradewind/local-cloud/faults/faults-api';
import { eventually } from '@tradewind/testing';
import * as z from 'zod/mini';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
beforeAll(async () => {
  shop = await openServices('identity');
}, 60_000);
afterAll(() => shop.cloud.close());

async function post(name: string, path: string, body: object): Promise<number> {
  return (await shop.http(`identity/${name}`, { method: 'POST', path, body })).status;
}

const password = 'correct horse battery';

async function requested(): Promise<{ email: string; code: string }> {
  const email = `${newId('usr').toLowerCase()}@example.test`;
  await post('register-user', '/v1/users', { email, password, name: 'Ada' });
  return { email, code: await shop.mailedCode(email) };
}

/** A person with an account, and how the gateway presents that person. */
async function registered() {
  const { email, code } = await requested();
  await post('confirm-user', '/v1/users/confirmation', { email, code });
  const { body } = await shop.http('identity/create-session', {
    method: 'POST',
    path: '/v1/sessions',
    body: { email, password },
  });
  const token = String(body['accessToken']);
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const { username } = z.parse(z.object({ username: z.string() }), claims);
  return { email, userId: username, own: { claims: { username }, headers: { authorization: `Bearer ${token}` } } };
}

/** Does something while a function is out of order. */
async function whileDead<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const faults = `${shop.cloud.endpoint}${FAULTS_PATH}`;
  await fetch(faults, { method: 'PUT', body: JSON.stringify({ functions: [{ function: name, kind: 'dead' }] }) });
  try {
    return await work();
  } finally {
    await fetch(faults, { method: 'DELETE' });
  }
}

describe('the functions of identity do their work with the roles they have', () => {
  it('registers a person and lets them in again who forgot their password', async () => {
    const email = `${newId('usr').toLowerCase()}@example.test`;
    const account = { email, password: 'correct horse battery' };
    expect(await post('register-user', '/v1/users', { ...account, name: 'Ada' })).toBe(202);
    const code = await shop.mailedCode(email);
    expect(await post('confirm-user', '/v1/users/confirmation', { email, code })).toBe(204);
    expect(await post('request-password-reset', '/v1/password-resets', { email })).toBe(202);
    const reset = { email, code: await shop.mailedCode(email, code), password: 'another horse battery' };
    expect(await post('confirm-password-reset', '/v1/password-resets/confirmation', reset)).toBe(204);
    expect(await post('create-session', '/v1/sessions', account)).toBe(401);
    expect(await post('create-session', '/v1/sessions', { email, password: reset.password })).toBe(200);
    // The owner of a known address is told, by the name that stands in the profile.
    expect(await post('register-user', '/v1/users', { ...account, name: 'Eve' })).toBe(202);
  });

  it('knows a cursor that it did not write', async () => {
    const query = { cursor: 'bm90IG91cnM.bm90IG91cnM' };
    expect(await shop.http('identity/list-users', { path: '/v1/users', query })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid-cursor' },
    });
  });

  it('puts on record what admins do and read, and shows it to admins', async () => {
    const email = `${newId('usr').toLowerCase()}@example.test`;
    const account = { email, password: 'correct horse battery' };
    await post('register-user', '/v1/users', { ...account, name: 'Ada' });
    await post('confirm-user', '/v1/users/confirmation', { email, code: await shop.mailedCode(email) });
    const found = await shop.http('identity/list-users', { path: '/v1/users', query: { email } });
    const { data } = z.parse(z.object({ data: z.array(z.object({ id: z.string() })) }), found.body);
    const userId = data[0]?.id ?? '';
    const of = { path: `/v1/users/${userId}`, pathParameters: { userId } };
    const { etag } = await shop.http('identity/get-user', of);
    const begun = await shop.http('identity/delete-user', { ...of, method: 'DELETE', headers: { 'if-match': etag } });
    expect(begun.status).toBe(202);
    expect((await shop.http('identity/get-erasure', of)).status).toBe(200);

    const actions = await eventually(async () => {
      const query = { target: userId, limit: '10' };
      const { body } = await shop.http('identity/list-audit-log', { path: '/v1/audit-log', query });
      const { data: entries } = z.parse(z.object({ data: z.array(z.object({ action: z.string() })) }), body);
      if (entries.length < 3) throw new Error('Not everything is recorded yet.');
      return entries.map(({ action }) => action);
    });
    expect(actions).toEqual(['identity.erasure-read', 'identity.user-deleted', 'identity.user-read']);
    const path = '/v1/audit-log/verification';
    const first = await shop.http('identity/verify-audit-log', { path, query: { limit: '1' } });
    expect(first.body).toMatchObject({ status: 'intact', checked: 1, nextCursor: expect.any(String) });
    const rest = await shop.http('identity/verify-audit-log', {
      path,
      query: { cursor: String(first.body['nextCursor']) },
    });
    expect(rest.body).toMatchObject({ status: 'intact', nextCursor: null });
    const lists = await shop.http('identity/list-audit-log', {
      path: '/v1/audit-log',
      query: { cursor: 'bm90IG91cnM.bm90IG91cnM' },
    });
    expect(lists).toMatchObject({ status: 400, body: { code: 'request.invalid-cursor' } });
  }, 30_000);

  it('completes at the first sign-in what was cut off after the user pool had confirmed', async () => {
    const { email, code: ConfirmationCode } = await requested();
    const account = await shop.table('identity').get({ pk: `EMAIL#${email}`, sk: 'ACCOUNT' });
    const ClientId = 'tradewindlocalclient';
    await shop.cloud.cognito.run('ConfirmSignUp', { ClientId, Username: account?.['userId'], ConfirmationCode });
    expect(await post('create-session', '/v1/sessions', { email, password })).toBe(200);
  });

  it('counts failed proofs of who somebody is, from one again when the old ones are over, and forgets them', async () => {
    const { email, userId, own } = await registered();
    const totp = { ...own, method: 'POST', path: '/v1/users/me/totp' };
    const secret = String((await shop.http('identity/create-totp', totp)).body['secret']);
    const codeAt = (steps: number) => codeOf(secret, stepAt(Date.now()) + steps);
    const confirmation = { ...totp, path: `${totp.path}/confirmation`, body: { code: codeAt(-1) } };
    expect((await shop.http('identity/confirm-totp', confirmation)).status).toBe(204);

    const begin = { method: 'POST', path: '/v1/sessions', body: { email, password } };
    const { challenge } = (await shop.http('identity/create-session', begin)).body;
    const { session } = z.parse(z.object({ session: z.string() }), challenge);
    const answer = (code: string) => post('answer-challenge', '/v1/sessions/challenge', { session, code });
    const over = { failures: 3, lastFailureAt: 0, expiresAt: 1 };
    await shop.table('identity').put({ pk: `FAILURES#totp:${userId}`, sk: 'SIGN_IN', ...over });
    expect([await answer(codeAt(50)), await answer(codeAt(0))]).toEqual([422, 200]);

    const remove = (attempt: string) =>
      shop.http('identity/delete-totp', { ...totp, method: 'DELETE', body: { password: attempt } });
    expect([(await remove('wrong password')).status, (await remove(password)).status]).toEqual([401, 204]);
  });

  it('answers whoever asks again for an erasure how far it is', async () => {
    const { userId, own } = await registered();
    const erase = { ...own, method: 'DELETE', path: '/v1/users/me', body: { password } };
    const path = `/v1/users/${userId}`;
    const eraseUser = { method: 'DELETE', path, pathParameters: { userId }, headers: { 'if-match': '"1"' } };
    const answers = await whileDead('tradewind-identity-dev-on-erasure', async () => [
      await shop.http('identity/delete-account', { ...erase, body: { password: 'wrong password' } }),
      await shop.http('identity/delete-account', erase),
      await shop.http('identity/delete-account', erase),
      await shop.http('identity/delete-user', eraseUser),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 202, 202, 202]);
    expect(new Set(answers.slice(1).map(({ body }) => body['requestedAt'])).size).toBe(1);
  });

  it('gives up what cannot be an event', async () => {
    expect(await shop.failsToPublish('identity')).toContain('RetryAttemptsExhausted');
  }, 30_000);
});
