import { describe, expect, it } from '@jest/globals';
import type { Access } from '@tradewind/contracts/http/route';
import type { Caller } from '@tradewind/kernel';
import fc from 'fast-check';
import { middlewareEvent, problemIn, through, type EventParts } from '../fixtures/http.ts';
import type { Assignable } from '../fixtures/type-equality.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { authenticate } from './authenticate.ts';
import { invalidToken } from './claims.ts';
import type { TokenVerifier } from './token-verifier.ts';

const SHOPPER = { username: 'usr_1', token_use: 'access', exp: '1800000000', 'cognito:groups': '[shopper]' };
const ADMIN = { ...SHOPPER, username: 'usr_2', 'cognito:groups': '[admin shopper]' };
const CART_TOKEN = 'Zm9vYmFyYmF6cXV4Zm9v';

const verifier: TokenVerifier = {
  async verify(token) {
    if (token === 'good') return { userId: 'usr_1', groups: ['shopper'] };
    if (token === 'admin') return { userId: 'usr_2', groups: ['admin'] };
    throw invalidToken();
  },
};

async function call(access: Access, parts: EventParts) {
  const event = middlewareEvent(parts);
  const result = await through([respondWithProblems(), authenticate(access, async () => verifier)])(event);
  return { result, caller: event.state.caller };
}

async function expectRefusal(access: Access, parts: EventParts, status: number, code: string) {
  const { result } = await call(access, parts);
  expect(problemIn(result)).toMatchObject({ status, code });
  return result;
}

describe('public routes', () => {
  it('look at no credentials, good or bad', async () => {
    const { caller } = await call('public', { headers: { Authorization: 'Bearer forged', 'X-Cart-Token': '!' } });
    expect(caller).toEqual({ role: 'guest' });
  });
});

describe('guest routes', () => {
  it.each<[string, Record<string, string>, Caller]>([
    ['nobody', {}, { role: 'guest' }],
    ['the holder of a cart', { 'X-Cart-Token': CART_TOKEN }, { role: 'guest', cartToken: CART_TOKEN }],
    ['a shopper', { Authorization: 'Bearer good' }, { role: 'shopper', userId: 'usr_1' }],
    ['a shopper, scheme in any case', { Authorization: 'bearer good' }, { role: 'shopper', userId: 'usr_1' }],
    ['an admin', { Authorization: 'Bearer admin' }, { role: 'admin', userId: 'usr_2' }],
    [
      'a shopper who brings a guest cart along',
      { Authorization: 'Bearer good', 'X-Cart-Token': CART_TOKEN },
      { role: 'shopper', userId: 'usr_1', cartToken: CART_TOKEN },
    ],
  ])('know %s', async (_, headers, caller) => {
    expect((await call('guest', { headers })).caller).toEqual(caller);
  });

  it.each(['Bearer forged', 'Bearer', 'Bearer a b', 'Basic dXNlcjpwYXNz', ''])('refuse %j', async (authorization) => {
    const result = await expectRefusal('guest', { headers: { authorization } }, 401, 'auth.invalid-token');
    expect(result.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it.each(['short', 'x'.repeat(129), `${CART_TOKEN}!`, ''])('refuse the cart token %j', async (token) => {
    const { result } = await call('guest', { headers: { 'X-Cart-Token': token } });
    expect(problemIn(result)).toMatchObject({ status: 400, errors: [{ path: 'headers.x-cart-token' }] });
  });

  it('believe no claims that did not go through the verifier', async () => {
    expect((await call('guest', { claims: ADMIN })).caller).toEqual({ role: 'guest' });
  });
});

describe('shopper and admin routes', () => {
  it('read the caller from the gateway’s claims', async () => {
    expect((await call('shopper', { claims: SHOPPER })).caller).toEqual({ role: 'shopper', userId: 'usr_1' });
    expect((await call('shopper', { claims: ADMIN })).caller).toEqual({ role: 'admin', userId: 'usr_2' });
    expect((await call('admin', { claims: ADMIN })).caller).toEqual({ role: 'admin', userId: 'usr_2' });
  });

  it.each<Access>(['shopper', 'admin'])('refuse a %s without claims, whatever headers say', async (access) => {
    const parts = { headers: { Authorization: 'Bearer admin', 'X-Cart-Token': CART_TOKEN } };
    await expectRefusal(access, parts, 401, 'auth.unauthenticated');
    await expectRefusal(access, { ...parts, claims: {} }, 401, 'auth.unauthenticated');
  });

  it.each<[string, unknown]>([
    ['an id token', { ...SHOPPER, token_use: 'id' }],
    ['no username', { ...SHOPPER, username: undefined }],
    ['an empty username', { ...SHOPPER, username: '' }],
    ['a decoder that verified nothing', { ...SHOPPER, exp: 1_800_000_000 }],
    ['groups that no gateway wrote', { ...SHOPPER, 'cognito:groups': ['admin'] }],
    ['text', 'claims'],
  ])('refuse claims of %s', async (_, claims) => {
    await expectRefusal('shopper', { claims }, 401, 'auth.invalid-token');
  });

  it.each(['[shopper]', '[]', '', '[administrators]', '[not-admin]', '[ADMIN]'])(
    'refuse a member of %j as admin',
    async (groups) => {
      await expectRefusal('admin', { claims: { ...SHOPPER, 'cognito:groups': groups } }, 403, 'auth.forbidden');
    },
  );

  it('let in as admin exactly who is in the group admin', async () => {
    const group = fc.constantFrom('admin', 'shopper', 'admins', 'xadmin', 'staff');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(group), async (groups) => {
        const { caller } = await call('admin', { claims: { ...SHOPPER, 'cognito:groups': `[${groups.join(' ')}]` } });
        expect(caller.role === 'admin').toBe(groups.includes('admin'));
      }),
    );
  });
});

describe('any header', () => {
  it('gets a caller or a problem, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (authorization, token) => {
        const { result } = await call('guest', { headers: { authorization, 'x-cart-token': token } });
        expect([200, 400, 401]).toContain(result.statusCode);
      }),
    );
  });
});

describe('types', () => {
  it('asks for a verifier that is opened lazily', () => {
    const lazy: Assignable<() => Promise<TokenVerifier>, Parameters<typeof authenticate>[1]> = true;
    expect(lazy).toBe(true);
  });
});
