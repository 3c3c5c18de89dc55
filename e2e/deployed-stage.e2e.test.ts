import { describe, expect, it } from '@jest/globals';
import { cancelOrder, getOrder } from '@tradewind/client';
import { randomUUID } from 'node:crypto';
import { baseUrl, request } from './support/api.ts';
import { client } from './support/client.ts';
import * as shop from './support/shopping.ts';

/**
 * What must hold of any stage, seen from outside alone: `npm run test:stage -- --url <stage>` runs this file against a
 * deployed one, `npm test` against the local system. It needs no account and no mailbox, only an article in stock.
 */
async function filledCart(): Promise<shop.OpenCart> {
  const cart = await shop.createCart();
  for (const { id } of await shop.sellableVariants(1)) await shop.addItem(cart, id);
  return cart;
}

/** SES's own mailbox simulator, since the mails of a deployed stage are really sent. */
const buyer = { email: 'success@simulator.amazonses.com' };

describe('a deployed stage', () => {
  it('sells to a guest once, however often the request arrives', async () => {
    const cart = await filledCart();
    const options = { ...buyer, key: randomUUID() };
    const [first, second] = [await shop.checkout(cart, options), await shop.checkout(cart, options)];
    expect([first.status, first.replayed]).toEqual([201, false]);
    expect([second.status, second.replayed, second.data]).toEqual([201, true, first.data]);
    const cancel = { orderId: first.data.id, body: { reason: 'Stage test' } };
    expect((await cancelOrder(client(cart.credentials), cancel)).data.status).toBe('cancelled');
  });

  it('shows an order to nobody else', async () => {
    const cart = await filledCart();
    const { id: orderId } = await shop.buy(cart, buyer);
    const stranger = await shop.createCart();
    for (const credentials of [stranger.credentials, {}]) {
      await expect(getOrder(client(credentials), { orderId })).rejects.toMatchObject({ status: 404 });
    }
  });

  it.each<[string, number, Parameters<typeof request>]>([
    ['malformed JSON', 400, ['POST', '/v1/carts', { rawBody: '{' }]],
    ['an unknown field', 400, ['POST', '/v1/carts', { body: { currency: 'GBP', admin: true } }]],
    ['another media type', 415, ['POST', '/v1/carts', { rawBody: 'a=b', headers: { 'content-type': 'text/plain' } }]],
    ['no token', 401, ['GET', '/v1/orders']],
    // no secret: it claims that it needs no signature
    ['a forged token', 401, ['GET', '/v1/orders', { token: 'eyJhbGciOiJub25lIn0.e30.' }]],
    ['an id that is none', 400, ['GET', '/v1/products/1']],
    ['a forged cursor', 400, ['GET', '/v1/products?cursor=e30']],
    ['no such route', 404, ['GET', '/v1/nothing']],
  ])('refuses %s', async (_, status, call) => {
    expect((await request(...call)).status).toBe(status);
  });

  it('lets browsers of its origins ask, and tells them not to guess', async () => {
    const [origin = '*'] = (process.env['TRADEWIND_CORS_ORIGINS'] ?? '*').split(',');
    const preflight = await fetch(`${baseUrl()}/v1/carts`, {
      method: 'OPTIONS',
      headers: { origin: origin === '*' ? 'https://shop.example' : origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    const health = await fetch(`${baseUrl()}/health`);
    expect(health.headers.get('x-content-type-options')).toBe('nosniff');
    expect(health.headers.get('strict-transport-security')).toMatch(/max-age/);
  });

  it('serves its own description', async () => {
    expect((await request('GET', '/openapi.json')).body).toMatchObject({ openapi: '3.1.0' });
  });
});
