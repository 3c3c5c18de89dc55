import { describe, expect, it } from '@jest/globals';
import {
  answerChallenge,
  confirmPasswordReset,
  confirmTotp,
  createAddress,
  createExport,
  createSession,
  createTotp,
  deleteAccount,
  deleteAddress,
  deleteTotp,
  deleteUser,
  getAddress,
  getErasure,
  getExport,
  getOrder,
  getProfile,
  getUser,
  isProblem,
  listAddresses,
  listUsers,
  refreshSession,
  requestPasswordReset,
  TradewindProblem,
  updateAddress,
} from '@tradewind/client';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { oneTimeCode } from './mutations/one-time-code.ts';
import { request } from './support/api.ts';
import { client } from './support/client.ts';
import { confirmationCode, mailTo } from './support/mailbox.ts';
import * as shop from './support/shopping.ts';

const PASSWORD = 'Analytical-engine-1';
const NEW_PASSWORD = 'Difference-engine-2';

const newShopper = () => shop.signUp({ email: `ada-${randomUUID()}@example.com`, password: PASSWORD });

describe('a shopper who forgot the password', () => {
  it('sets a new one with the mailed code, is signed out everywhere and told about it', async () => {
    const { email, refreshToken } = await newShopper();
    await requestPasswordReset(client(), { body: { email } });
    await requestPasswordReset(client(), { body: { email: `nobody-${email}` } });

    const reset = { body: { email, code: await confirmationCode(email), password: NEW_PASSWORD } };
    await confirmPasswordReset(client(), reset);
    const again = { status: 422, code: 'identity.invalid-code' };
    await expect(confirmPasswordReset(client(), reset)).rejects.toMatchObject(again);

    await expect(refreshSession(client(), { body: { refreshToken } })).rejects.toMatchObject({ status: 401 });
    await expect(shop.signIn({ email, password: PASSWORD })).rejects.toMatchObject({ status: 401 });
    await shop.signIn({ email, password: NEW_PASSWORD });
    await mailTo(email, /password was changed/);
  });
});

describe('guessing a password', () => {
  it('locks the address for a minute, known or not', async () => {
    const { email } = await newShopper();
    for (const address of [email, `nobody-${email}`]) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const guess = shop.signIn({ email: address, password: 'wrong password' });
        await expect(guess).rejects.toMatchObject({ status: 401 });
      }
      const locked: unknown = await shop
        .signIn({ email: address, password: PASSWORD })
        .catch((error: unknown) => error);
      if (!isProblem(locked, createSession)) throw new Error('It is not locked.');
      expect([locked.status, locked.code]).toEqual([429, 'identity.too-many-attempts']);
      expect(locked.retryAfter).toBeGreaterThan(50);
      expect(locked.retryAfter).toBeLessThanOrEqual(60);
    }
  });
});

describe('an address book', () => {
  it('keeps addresses of which one is the default', async () => {
    const own = client(await newShopper());
    const { data: first } = await createAddress(own, { body: shop.ADDRESS });
    const { data: second, etag } = await createAddress(own, {
      body: { ...shop.ADDRESS, city: 'Dover', default: true },
    });
    expect((await getAddress(own, { addressId: first.id })).data).toMatchObject({ default: false });

    const addressId = second.id;
    const change = () => updateAddress(own, { addressId, ifMatch: etag, body: { city: 'Deal' } });
    const changed = await change();
    await expect(change()).rejects.toMatchObject({ status: 412 });
    const stranger = client(await newShopper());
    await expect(getAddress(stranger, { addressId })).rejects.toMatchObject({ status: 404 });
    await deleteAddress(own, { addressId, ifMatch: changed.etag });
    const { data } = await listAddresses(own);
    expect(data.data.map(({ id }) => id)).toEqual([first.id]);
  });
});

describe('a second factor', () => {
  it('is enrolled, asked for at sign-in, and given up with the password', async () => {
    const { email, token } = await newShopper();
    const { secret } = (await createTotp(client({ token }))).data;
    await confirmTotp(client({ token }), { body: { code: oneTimeCode(secret, -1) } });

    const { data: signedIn } = await createSession(client(), { body: { email, password: PASSWORD } });
    if (!('challenge' in signedIn)) throw new Error('No second factor was asked for.');
    expect(signedIn.challenge.name).toBe('totp');
    const answer = { body: { session: signedIn.challenge.session, code: oneTimeCode(secret, 0) } };
    const { data: session } = await answerChallenge(client(), answer);
    await expect(answerChallenge(client(), answer)).rejects.toThrow(TradewindProblem);

    await deleteTotp(client({ token: session.accessToken }), { body: { password: PASSWORD } });
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
    const order = await shop.buy(cart, { email });
    const { id: exportId } = (await createExport(client({ token }))).data;

    const complete = await eventually(async () => {
      const { data: current } = await getExport(client({ token }), { exportId });
      expect(current.status).toBe('complete');
      return current;
    });
    expect(complete.data).toMatchObject({
      identity: [{ id, email, addresses: [] }],
      orders: [{ id: order.id, email, shippingAddress: shop.ADDRESS }],
      carts: [{ id: cart.id, items: [{ sku: variant.sku, quantity: 1 }] }],
    });
    const stranger = client(await newShopper());
    await expect(getExport(stranger, { exportId })).rejects.toMatchObject({ status: 404 });
  });
});

describe('erasing a person', () => {
  it('leaves the order without the person, nobody to sign in, and a report of every service', async () => {
    const { id, email, token } = await newShopper();
    const [variant] = await shop.publishProducts(1, 5);
    if (variant === undefined) throw new Error('There is nothing to buy.');
    const cart = await shop.createCart({ token });
    await shop.addItem(cart, variant.id);
    const order = await shop.buy(cart, { email });
    const own = client({ token });
    await createAddress(own, { body: shop.ADDRESS });

    const admin = client({ token: (await shop.signIn(shop.ADMIN)).accessToken });
    expect((await listUsers(admin, { email })).data.data).toMatchObject([{ id, email, status: 'active' }]);

    const wrong = deleteAccount(own, { body: { password: 'wrong password' } });
    await expect(wrong).rejects.toMatchObject({ status: 401, code: 'identity.invalid-credentials' });
    await deleteAccount(own, { body: { password: PASSWORD } });

    const report = await eventually(async () => {
      const { data: current } = await getErasure(admin, { userId: id });
      expect(current.status).toBe('complete');
      return current;
    });
    expect(Object.fromEntries(report.parts.map(({ service, erased }) => [service, erased]))).toMatchObject({
      identity: { account: 1, addresses: 1 },
      orders: { orders: 1 },
      carts: { carts: 1 },
    });

    const kept = JSON.stringify((await getOrder(admin, { orderId: order.id })).data);
    for (const personal of [email, shop.ADDRESS.line1, shop.ADDRESS.name, id]) expect(kept).not.toContain(personal);
    expect(kept).toContain(order.items[0]?.sku);
    await expect(getUser(admin, { userId: id })).rejects.toMatchObject({ status: 404 });
    await expect(getProfile(own)).rejects.toMatchObject({ status: 404 });
    await expect(shop.signIn({ email, password: PASSWORD })).rejects.toMatchObject({ status: 401 });
    await mailTo(email, /being erased/);
  });

  it('by an admin needs the version that was read', async () => {
    const { id } = await newShopper();
    const { accessToken: token } = await shop.signIn(shop.ADMIN);
    const admin = client({ token });
    const { etag: ifMatch } = await getUser(admin, { userId: id });
    expect((await request('DELETE', `/v1/users/${id}`, { token })).status).toBe(428);
    await expect(deleteUser(admin, { userId: id, ifMatch: '"99"' })).rejects.toMatchObject({ status: 412 });
    expect((await deleteUser(admin, { userId: id, ifMatch })).status).toBe(202);
  });
});
