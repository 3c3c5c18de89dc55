import { describe, expect, it } from '@jest/globals';
import { ExportView } from '@tradewind/contracts/identity/export-views';
import { SavedAddressView } from '@tradewind/contracts/identity/address-views';
import { ErasureView } from '@tradewind/contracts/identity/erasure-views';
import { TotpEnrolmentView } from '@tradewind/contracts/identity/totp-views';
import { AdminUserView, ChallengeView, SessionView, UserView } from '@tradewind/contracts/identity/views';
import { pageOf } from '@tradewind/contracts/http/shapes';
import { eventually } from '@tradewind/testing';
import { createHmac, randomUUID } from 'node:crypto';
import { request } from './support/api.ts';
import { confirmationCode, mailTo } from './support/mailbox.ts';
import * as shop from './support/shopping.ts';

const PASSWORD = 'Analytical-engine-1';
const NEW_PASSWORD = 'Difference-engine-2';
const UserPage = pageOf(AdminUserView);

async function newShopper() {
  const email = `ada-${randomUUID()}@example.com`;
  await request('POST', '/v1/users', { body: { name: 'Ada Byron', email, password: PASSWORD } });
  await request('POST', '/v1/users/confirmation', { body: { email, code: await confirmationCode(email) } });
  const { accessToken: token, refreshToken } = await shop.signIn({ email, password: PASSWORD });
  const { id } = UserView.parse((await request('GET', '/v1/users/me', { token })).body);
  return { id, email, token, refreshToken };
}

/** A code of an authenticator app (RFC 6238), `steps` of 30 seconds away from now. */
function appCode(secret: string, steps: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(secret, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('a shopper who forgot the password', () => {
  it('sets a new one with the mailed code, is signed out everywhere and told about it', async () => {
    const { email, refreshToken } = await newShopper();
    expect((await request('POST', '/v1/password-resets', { body: { email } })).status).toBe(202);
    const unknown = await request('POST', '/v1/password-resets', { body: { email: `nobody-${email}` } });
    expect(unknown.status).toBe(202);

    const reset = { email, code: await confirmationCode(email), password: NEW_PASSWORD };
    expect((await request('POST', '/v1/password-resets/confirmation', { body: reset })).status).toBe(204);
    const again = await request('POST', '/v1/password-resets/confirmation', { body: reset });
    expect([again.status, shop.problemCode(again)]).toEqual([422, 'identity.invalid-code']);

    expect((await request('POST', '/v1/sessions/refresh', { body: { refreshToken } })).status).toBe(401);
    expect((await request('POST', '/v1/sessions', { body: { email, password: PASSWORD } })).status).toBe(401);
    await shop.signIn({ email, password: NEW_PASSWORD });
    await mailTo(email, /password was changed/);
  });
});

describe('guessing a password', () => {
  it('locks the address for a minute, known or not', async () => {
    const { email } = await newShopper();
    for (const address of [email, `nobody-${email}`]) {
      const guess = { body: { email: address, password: 'wrong password' } };
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect((await request('POST', '/v1/sessions', guess)).status).toBe(401);
      }
      const locked = await request('POST', '/v1/sessions', { body: { email: address, password: PASSWORD } });
      expect([locked.status, shop.problemCode(locked)]).toEqual([429, 'identity.too-many-attempts']);
      const retryAfter = Number(locked.headers.get('retry-after'));
      expect(retryAfter).toBeGreaterThan(50);
      expect(retryAfter).toBeLessThanOrEqual(60);
    }
  });
});

describe('an address book', () => {
  it('keeps addresses of which one is the default', async () => {
    const { token } = await newShopper();
    const path = '/v1/users/me/addresses';
    const first = SavedAddressView.parse((await request('POST', path, { token, body: shop.ADDRESS })).body);
    const second = await request('POST', path, { token, body: { ...shop.ADDRESS, city: 'Dover', default: true } });
    const { id } = SavedAddressView.parse(second.body);
    expect((await request('GET', `${path}/${first.id}`, { token })).body).toMatchObject({ default: false });

    const change = { token, ifMatch: String(second.headers.get('etag')), body: { city: 'Deal' } };
    expect((await request('PATCH', `${path}/${id}`, change)).status).toBe(200);
    expect((await request('PATCH', `${path}/${id}`, change)).status).toBe(412);
    const stranger = await newShopper();
    expect((await request('GET', `${path}/${id}`, { token: stranger.token })).status).toBe(404);
    expect((await request('DELETE', `${path}/${id}`, { token, ifMatch: '"2"' })).status).toBe(204);
    const { data } = pageOf(SavedAddressView).parse((await request('GET', path, { token })).body);
    expect(data.map((address) => address.id)).toEqual([first.id]);
  });
});

describe('a second factor', () => {
  it('is enrolled, asked for at sign-in, and given up with the password', async () => {
    const { email, token } = await newShopper();
    const begun = await request('POST', '/v1/users/me/totp', { token });
    const { secret } = TotpEnrolmentView.parse(begun.body);
    const confirmation = { token, body: { code: appCode(secret, -1) } };
    expect((await request('POST', '/v1/users/me/totp/confirmation', confirmation)).status).toBe(204);

    const signedIn = await request('POST', '/v1/sessions', { body: { email, password: PASSWORD } });
    const { challenge } = ChallengeView.parse(signedIn.body);
    expect(challenge.name).toBe('totp');
    const answer = { body: { session: challenge.session, code: appCode(secret, 0) } };
    const session = SessionView.parse((await request('POST', '/v1/sessions/challenge', answer)).body);
    expect((await request('POST', '/v1/sessions/challenge', answer)).status).toBeGreaterThanOrEqual(401);

    const off = { token: session.accessToken, body: { password: PASSWORD } };
    expect((await request('DELETE', '/v1/users/me/totp', off)).status).toBe(204);
    await shop.signIn({ email, password: PASSWORD });
  });
});

describe('a copy of one’s own data', () => {
  it('holds the profile, the addresses, the orders and the carts', async () => {
    const { id, email, token } = await newShopper();
    const [variant] = await shop.publishProducts(1, 5);
    if (variant === undefined) throw new Error('There is nothing to buy.');
    const cart = await shop.createCart({ token });
    await shop.addItem(cart, variant.id);
    const order = shop.orderOf(await shop.checkout(cart, { email }));
    const begun = ExportView.parse((await request('POST', '/v1/users/me/exports', { token })).body);

    const path = `/v1/users/me/exports/${begun.id}`;
    const complete = await eventually(async () => {
      const current = ExportView.parse((await request('GET', path, { token })).body);
      expect(current.status).toBe('complete');
      return current;
    });
    expect(complete.data).toMatchObject({
      identity: [{ id, email, addresses: [] }],
      orders: [{ id: order.id, email, shippingAddress: shop.ADDRESS }],
      carts: [{ id: cart.id, items: [{ sku: variant.sku, quantity: 1 }] }],
    });
    const stranger = await newShopper();
    expect((await request('GET', path, { token: stranger.token })).status).toBe(404);
  });
});

describe('erasing a person', () => {
  it('leaves the order without the person, nobody to sign in, and a report of every service', async () => {
    const { id, email, token } = await newShopper();
    const [variant] = await shop.publishProducts(1, 5);
    if (variant === undefined) throw new Error('There is nothing to buy.');
    const cart = await shop.createCart({ token });
    await shop.addItem(cart, variant.id);
    const order = shop.orderOf(await shop.checkout(cart, { email }));
    await request('POST', '/v1/users/me/addresses', { token, body: shop.ADDRESS });

    const { accessToken: admin } = await shop.signIn(shop.ADMIN);
    const found = await request('GET', `/v1/users?email=${encodeURIComponent(email)}`, { token: admin });
    expect(UserPage.parse(found.body).data).toMatchObject([{ id, email, status: 'active' }]);

    const wrong = await request('DELETE', '/v1/users/me', { token, body: { password: 'wrong password' } });
    expect([wrong.status, shop.problemCode(wrong)]).toEqual([401, 'identity.invalid-credentials']);
    const begun = await request('DELETE', '/v1/users/me', { token, body: { password: PASSWORD } });
    expect(begun.status).toBe(202);

    const report = await eventually(async () => {
      const current = ErasureView.parse((await request('GET', `/v1/users/${id}/erasure`, { token: admin })).body);
      expect(current.status).toBe('complete');
      return current;
    });
    expect(Object.fromEntries(report.parts.map(({ service, erased }) => [service, erased]))).toMatchObject({
      identity: { account: 1, addresses: 1 },
      orders: { orders: 1 },
      carts: { carts: 1 },
    });

    const kept = JSON.stringify((await request('GET', `/v1/orders/${order.id}`, { token: admin })).body);
    for (const personal of [email, shop.ADDRESS.line1, shop.ADDRESS.name, id]) expect(kept).not.toContain(personal);
    expect(kept).toContain(order.items[0]?.sku);
    expect((await request('GET', `/v1/users/${id}`, { token: admin })).status).toBe(404);
    expect((await request('GET', '/v1/users/me', { token })).status).toBe(404);
    expect((await request('POST', '/v1/sessions', { body: { email, password: PASSWORD } })).status).toBe(401);
    await mailTo(email, /being erased/);
  });

  it('by an admin needs the version that was read', async () => {
    const { id } = await newShopper();
    const { accessToken: token } = await shop.signIn(shop.ADMIN);
    const read = await request('GET', `/v1/users/${id}`, { token });
    expect((await request('DELETE', `/v1/users/${id}`, { token })).status).toBe(428);
    expect((await request('DELETE', `/v1/users/${id}`, { token, ifMatch: '"99"' })).status).toBe(412);
    const ifMatch = String(read.headers.get('etag'));
    expect((await request('DELETE', `/v1/users/${id}`, { token, ifMatch })).status).toBe(202);
  });
});
