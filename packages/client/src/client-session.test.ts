import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from './client.ts';
import { getCart } from './generated/carts.ts';
import { createSession, getProfile } from './generated/identity.ts';
import type { Client } from './operation.ts';
import { signIn, signOut } from './session.ts';
import { IMPATIENT, problem, startStubApi, type Received, type Reply, type StubApi } from './stub-api.test-support.ts';
import { memoryTokenStore, type TokenStore } from './token-store.ts';

let api: StubApi;
let tokenStore: TokenStore;
let client: Client;

beforeAll(async () => {
  api = await startStubApi();
});

beforeEach(() => {
  tokenStore = memoryTokenStore({ accessToken: 'old', refreshToken: 'refresh' });
  client = createClient({ baseUrl: api.url, tokenStore, retry: IMPATIENT });
});

afterAll(() => api.close());

const session = { accessToken: 'new', refreshToken: 'refresh', expiresIn: 900, tokenType: 'Bearer' };
const gatewayRefusal = { status: 401, body: { message: 'Unauthorized' } };

/** An API that accepts the new access token only and refreshes as it is told. */
function refreshing(refresh: (request: Received) => Reply | Promise<Reply>): void {
  api.replies((request) => {
    if (request.target === '/v1/sessions/refresh') return refresh(request);
    return request.headers.authorization === 'Bearer new' ? { body: { id: 'usr_1' } } : gatewayRefusal;
  });
}

function refreshes(): readonly Received[] {
  return api.requests.filter(({ target }) => target === '/v1/sessions/refresh');
}

describe('a refused access token', () => {
  it('is renewed and the call repeated, without anybody noticing', async () => {
    refreshing(() => ({ body: session }));
    expect((await getProfile(client)).data.id).toBe('usr_1');
    expect(refreshes()).toMatchObject([{ method: 'POST', body: '{"refreshToken":"refresh"}' }]);
    expect(refreshes()[0]?.headers.authorization).toBeUndefined();
    expect(await tokenStore.load()).toEqual({ accessToken: 'new', refreshToken: 'refresh' });
  });

  it('is renewed once for all calls that are under way', async () => {
    const released = Promise.withResolvers<void>();
    refreshing(async () => {
      await released.promise;
      return { body: session };
    });
    const calls = Array.from({ length: 20 }, () => getProfile(client));
    calls.push(getProfile(client.withCartToken('cart')));
    while (api.requests.length < calls.length + 1) await new Promise(setImmediate);
    released.resolve();
    const answers = await Promise.all(calls);
    expect(answers.map(({ data }) => data.id)).toEqual(calls.map(() => 'usr_1'));
    expect(refreshes()).toHaveLength(1);
  });

  it('on a route that is open to guests, too', async () => {
    api.replies(problem(401, 'auth.invalid-token'), { body: session }, { body: { id: 'crt_1' } });
    expect((await getCart(client, { cartId: 'crt_1' })).data.id).toBe('crt_1');
    expect(refreshes()).toHaveLength(1);
  });

  it('is not renewed twice for one call', async () => {
    api.replies(gatewayRefusal, { body: session }, gatewayRefusal);
    await expect(getProfile(client)).rejects.toMatchObject({ status: 401, code: 'gateway.unauthorized' });
    expect(api.requests).toHaveLength(3);
  });

  it('ends the session when the refresh token is refused', async () => {
    refreshing(() => problem(401, 'identity.invalid-refresh-token'));
    await expect(getProfile(client)).rejects.toMatchObject({ operation: 'getProfile', status: 401 });
    expect(await tokenStore.load()).toBeUndefined();
  });

  it('keeps the session when the renewal fails for now, and says why', async () => {
    refreshing(() => problem(503, 'service.unavailable'));
    await expect(getProfile(client)).rejects.toMatchObject({ operation: 'refreshSession', status: 503 });
    expect(await tokenStore.load()).toEqual({ accessToken: 'old', refreshToken: 'refresh' });
  });

  it('is replaced by the one that another tab got in the meantime', async () => {
    api.replies(
      async () => {
        await tokenStore.save({ accessToken: 'new', refreshToken: 'refresh' });
        return gatewayRefusal;
      },
      { body: { id: 'usr_1' } },
    );
    await getProfile(client);
    expect(refreshes()).toHaveLength(0);
    expect(api.requests[1]?.headers.authorization).toBe('Bearer new');
  });

  it('is not looked for where nobody is signed in', async () => {
    api.replies(gatewayRefusal);
    await expect(getProfile(createClient({ baseUrl: api.url }))).rejects.toMatchObject({ status: 401 });
    expect(api.requests).toHaveLength(1);
  });
});

describe('signIn', () => {
  const credentials = { email: 'ada@example.com', password: 'Analytical-engine-1' };

  it('keeps the tokens, and sends nothing but the credentials', async () => {
    api.replies({ body: session });
    const account = { ...credentials, name: 'Ada' };
    expect(await signIn(client, account)).toEqual(session);
    expect(api.requests[0]?.body).toBe(JSON.stringify(credentials));
    expect(await tokenStore.load()).toEqual({ accessToken: 'new', refreshToken: 'refresh' });
  });

  it('answers a challenge and keeps nothing new', async () => {
    const challenge = { challenge: { name: 'SOFTWARE_TOKEN_MFA', session: 's' } };
    api.replies({ body: challenge });
    expect(await signIn(client, credentials)).toEqual(challenge);
    expect(await tokenStore.load()).toEqual({ accessToken: 'old', refreshToken: 'refresh' });
  });

  it('does not try to renew anything for a wrong password', async () => {
    api.replies(problem(401, 'identity.invalid-credentials'));
    await expect(createSession(client, { body: credentials })).rejects.toMatchObject({
      code: 'identity.invalid-credentials',
    });
    expect(api.requests).toHaveLength(1);
  });
});

describe('signOut', () => {
  it('revokes the refresh token and forgets both', async () => {
    api.replies({ status: 204 });
    await signOut(client);
    expect(api.requests).toMatchObject([
      { method: 'DELETE', target: '/v1/sessions', body: '{"refreshToken":"refresh"}' },
    ]);
    expect(await tokenStore.load()).toBeUndefined();
  });

  it('forgets them even when they cannot be revoked', async () => {
    api.replies(problem(503, 'service.unavailable'));
    await expect(signOut(client)).rejects.toMatchObject({ status: 503 });
    expect(await tokenStore.load()).toBeUndefined();
  });

  it('does nothing where nobody is signed in', async () => {
    api.replies({ status: 204 });
    await signOut(createClient({ baseUrl: api.url }));
    expect(api.requests).toHaveLength(0);
  });
});
