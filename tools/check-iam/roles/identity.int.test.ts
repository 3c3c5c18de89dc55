import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
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

/** The newest code that the user pool mailed, once it is another one than `before`. */
async function mailedCode(email: string, before = ''): Promise<string> {
  return eventually(() => {
    const mail = shop.cloud.mailbox.list({ to: email }).find(({ origin }) => origin === 'cognito');
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0];
    if (code === undefined || code === before) throw new Error(`No code was mailed to ${email}.`);
    return code;
  });
}

describe('the functions of identity do their work with the roles they have', () => {
  it('registers a person and lets them in again who forgot their password', async () => {
    const email = `${newId('usr').toLowerCase()}@example.test`;
    const account = { email, password: 'correct horse battery' };
    expect(await post('register-user', '/v1/users', { ...account, name: 'Ada' })).toBe(202);
    const code = await mailedCode(email);
    expect(await post('confirm-user', '/v1/users/confirmation', { email, code })).toBe(204);
    expect(await post('request-password-reset', '/v1/password-resets', { email })).toBe(202);
    const reset = { email, code: await mailedCode(email, code), password: 'another horse battery' };
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
    await post('confirm-user', '/v1/users/confirmation', { email, code: await mailedCode(email) });
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

  it('gives up what cannot be an event', async () => {
    expect(await shop.failsToPublish('identity')).toContain('RetryAttemptsExhausted');
  }, 30_000);
});
