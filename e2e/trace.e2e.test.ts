import { describe, expect, it } from '@jest/globals';
import { eventually } from '@tradewind/testing';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import * as shop from './support/shopping.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const run = promisify(execFile);

/** A purchase as everybody's: the cart is one trace for each request, the checkout with all that follows is one. */
const HOPS = [
  'carts/create-cart  POST /v1/carts → 201',
  'carts/add-cart-item  POST /v1/carts/{cartId}/items → 200',
  'orders/create-checkout  POST /v1/checkouts → 201',
  '├─ carts/claim-cart',
  '├─ orders/record-claim',
  '├─ inventory/reserve-stock',
  '├─ orders/record-reservation',
  '├─ payments/authorize-payment',
  '├─ inventory/commit-reservation',
  '├─ orders/confirm-order',
  '» orders.order-confirmed.v1',
  '└─ notifications/send-mail',
  '· Mail handled. sent',
];

async function tool(name: 'trace' | 'logs', ...args: string[]): Promise<string> {
  const env = { ...process.env, TRADEWIND_DATA_DIR: process.env['TRADEWIND_E2E_DATA_DIR'] };
  const { stdout } = await run(process.execPath, [`tools/${name}/${name}.ts`, ...args], { cwd: ROOT, env });
  return stdout;
}

/** Where each text stands in the output; -1 for one that is missing. */
function placesOf(texts: readonly string[], output: string): number[] {
  return texts.map((text) => output.indexOf(text));
}

describe('the path of a purchase', () => {
  it('is told by the logs: every hop below what caused it, from the cart to the mail', async () => {
    const cart = await shop.createCart();
    for (const { id } of await shop.sellableVariants(1)) await shop.addItem(cart, id);
    const answer = await shop.checkout(cart, { email: `trace-${randomUUID()}@example.com` });
    const { data: order } = answer;
    expect(answer.status).toBe(201);

    const tree = await eventually(async () => {
      const output = await tool('trace', order.id);
      expect(placesOf(HOPS, output)).not.toContain(-1);
      return output;
    });
    const places = placesOf(HOPS, tree);
    expect(places).toEqual(places.toSorted((left, right) => left - right));

    // Whoever has only the answer finds the same trace by its request id.
    const byRequest = await tool('trace', answer.requestId ?? 'missing');
    expect(placesOf(HOPS.slice(2), byRequest)).not.toContain(-1);
    expect(await tool('logs', '--order', order.id, '--function', 'confirm-order')).toContain('orders/confirm-order');
  });
});
