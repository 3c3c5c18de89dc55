import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { mailTo } from './support/mailbox.ts';
import { removeDataDir, seededDataDir } from './support/seeded-data.ts';
import * as shop from './support/shopping.ts';
import { startSystem, type System } from './support/system.ts';

const START_MS = 120_000;
const sharedUrl = process.env['TRADEWIND_URL'];

let dataDir: string;
let system: System;

async function start(): Promise<void> {
  system = await startSystem({
    dataDir,
    ...(system === undefined ? {} : { port: system.port, awsPort: system.awsPort }),
  });
  process.env['TRADEWIND_URL'] = system.url;
}

beforeAll(async () => {
  dataDir = await seededDataDir('restart');
  await start();
}, START_MS);

afterAll(async () => {
  process.env['TRADEWIND_URL'] = sharedUrl;
  await system.stop();
  await removeDataDir(dataDir);
});

async function buy(email: string) {
  const cart = await shop.createCart();
  for (const { id } of await shop.sellableVariants(1)) await shop.addItem(cart, id);
  return { cart, order: await shop.buy(cart, { email }) };
}

describe('the embedded cloud', () => {
  it(
    'keeps everything over Ctrl-C, and ends cleanly',
    async () => {
      const { cart, order } = await buy(`stop-${randomUUID()}@example.com`);
      const products = await shop.listProducts({ limit: 100 });

      expect(await system.stop()).toBe(0);
      await start();

      expect(await shop.getOrder(order.id, cart.credentials)).toEqual(order);
      expect(await shop.listProducts({ limit: 100 })).toEqual(products);
      expect((await shop.signIn(shop.SHOPPER)).accessToken).toBeTruthy();
    },
    START_MS,
  );

  it(
    'loses nothing that it acknowledged when it is killed, mails included',
    async () => {
      const email = `kill-${randomUUID()}@example.com`;
      const { cart, order } = await buy(email);

      await system.kill();
      await start();

      expect(await shop.getOrder(order.id, cart.credentials)).toEqual(order);
      await eventually(() => mailTo(email, new RegExp(order.id)));
    },
    START_MS,
  );

  it('says so when its port is taken, and how to choose another', async () => {
    const second = startSystem({ dataDir: `${dataDir}-second`, port: system.port });
    await expect(second).rejects.toThrow(/TRADEWIND_PORT/);
  });
});
