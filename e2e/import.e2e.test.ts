import { beforeAll, describe, expect, it } from '@jest/globals';
import { getProduct, listAllProducts, type Product } from '@tradewind/client';
import { eventually } from '@tradewind/testing';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { baseUrl } from './support/api.ts';
import { client } from './support/client.ts';
import * as shop from './support/shopping.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const IMPORT_MS = 240_000;

/** A retailer's real catalogue of 2,465 products where it is at hand, otherwise forty rows in the same format. */
const REAL = path.resolve(
  ROOT,
  process.env['TRADEWIND_SAMPLE_DATA'] ?? '../shared/data',
  'retail-demo-store/products.yaml',
);
const OWN = path.resolve(import.meta.dirname, 'fixtures/products.yaml');
const isReal = existsSync(REAL);
const CATALOGUE = isReal ? REAL : OWN;
const ROWS = isReal ? 2465 : 40;

async function runImport(): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['tools/run.mjs', 'import', CATALOGUE], {
      cwd: ROOT,
      env: { ...process.env, TRADEWIND_URL: baseUrl() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Every product that is sold in dollars, page by page. */
async function everyProduct(): Promise<Product[]> {
  const found: Product[] = [];
  for await (const product of listAllProducts(client(), { currency: 'USD', limit: 100 })) found.push(product);
  return found;
}

describe(`importing ${isReal ? 'a real catalogue' : 'our own sample, as the real catalogue is not here'}`, () => {
  let first: { code: number | null; output: string };
  let imported: Product[];

  beforeAll(async () => {
    first = await runImport();
    imported = (await everyProduct()).filter(({ externalId }) => externalId !== undefined);
  }, IMPORT_MS);

  it('accepts every row and says so', () => {
    expect(first.output).toMatch(new RegExp(`${ROWS}\\D+(created|accepted)`));
    expect(first.code).toBe(0);
  });

  it('lists all of them, each once', () => {
    const ids = imported.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(imported.length).toBeGreaterThanOrEqual(ROWS);
  });

  it(
    'changes nothing when run again',
    async () => {
      const again = await runImport();
      expect(again.output).toMatch(new RegExp(`${ROWS}\\D+unchanged`));
      const now = (await everyProduct()).filter(({ externalId }) => externalId !== undefined);
      expect(now).toEqual(imported);
    },
    IMPORT_MS,
  );

  it('sells what it imported', async () => {
    const variants = imported
      .slice(0, 3)
      .flatMap(({ variants: [variant] }) => (variant === undefined ? [] : [variant]));
    const stock = await Promise.all(variants.map(({ sku }) => shop.getStock(sku)));
    const cart = await shop.createCart({}, 'USD');
    for (const { id } of variants) await shop.addItem(cart, id);

    const order = await shop.buy(cart, { email: 'importer@example.com' });

    expect(order.items.map(({ sku }) => sku).sort()).toEqual(variants.map(({ sku }) => sku).sort());
    const prices = variants.flatMap(({ prices: all }) => all.filter(({ currency }) => currency === 'USD'));
    expect(order.totals?.subtotal.amount).toBe(prices.reduce((total, { amount }) => total + amount, 0));
    await eventually(async () => {
      const after = await Promise.all(variants.map(({ sku }) => shop.getStock(sku)));
      expect(after.map(({ available }) => available)).toEqual(stock.map(({ available }) => available - 1));
    });
  });

  it('reads one of them by its id', async () => {
    const [product] = imported;
    expect((await getProduct(client(), { productId: product?.id ?? '' })).data).toEqual(product);
  });
});
