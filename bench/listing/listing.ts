import { startCloud } from '@tradewind/local-cloud';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Table } from '@tradewind/dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamoProductListing } from '../../services/catalog/src/adapters/dynamo-product-listing.ts';
import { dynamoProducts } from '../../services/catalog/src/adapters/dynamo-products.ts';
import { newProduct } from '../../services/catalog/src/domain/product.ts';
import type { Position, ProductFilter } from '../../services/catalog/src/use-cases/ports.ts';
import { GOALS } from '../budgets.ts';
import type { BenchResult } from '../figures.ts';
import { bulkTable } from './bulk-table.ts';
import { evaluatedTable, type Evaluated } from './evaluated.ts';

const TABLE_NAME = 'tradewind-catalog-dev';
const SMALL = 1000;
const LARGE = 100_000;
const CATEGORIES = 10;
const PAGE = 20;
const AT_ONCE = 32;

const PAGES: Readonly<Record<string, ProductFilter>> = {
  newest: { sort: 'newest' },
  'by name': { sort: 'name' },
  'cheapest in GBP': { sort: 'price', currency: 'GBP' },
  'a category, newest': { category: 'category-3', sort: 'newest' },
  'a category, dearest in GBP': { category: 'category-3', sort: '-price', currency: 'GBP' },
  'a category, GBP 10 to 90': {
    category: 'category-3',
    sort: 'price',
    currency: 'GBP',
    minPrice: 1000,
    maxPrice: 9000,
  },
};

interface Filling {
  readonly table: Table;
  readonly client: DynamoDBClient;
}

/** Stores the products from one number up to another; without events, which lists do not read. */
async function grow({ table, client }: Filling, from: number, to: number): Promise<void> {
  const bulk = bulkTable(table, client);
  const products = dynamoProducts(bulk.table);
  const clock = { now: () => new Date() };
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const number = next;
      next += 1;
      const draft = {
        name: `Product ${String((number * 7919) % LARGE).padStart(6, '0')}`,
        description: 'Light, and better for every wash.',
        category: `category-${number % CATEGORIES}`,
        variants: [
          { sku: `BENCH-${number}`, prices: [{ amount: 100 + ((number * 104_729) % 9900), currency: 'GBP' as const }] },
        ],
      };
      await products.save({ after: newProduct(draft, clock), events: [] });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await bulk.flush();
}

/** The first page of each list and the one after it. */
async function costs(endpoint: string): Promise<readonly { readonly name: string; readonly cost: Evaluated }[]> {
  const { table, evaluatedBy, close } = evaluatedTable(TABLE_NAME, endpoint);
  const measured: { name: string; cost: Evaluated }[] = [];
  for (const [name, filter] of Object.entries(PAGES)) {
    let next: Position | undefined;
    for (const page of ['first page', 'second page']) {
      const cost = await evaluatedBy(async () => {
        // A new one each time: it has no product in memory yet.
        const found = await dynamoProductListing(table).list(filter, PAGE, next);
        if (found.products.length !== PAGE) throw new Error(`${name} found ${found.products.length} products.`);
        next = found.next;
      });
      measured.push({ name: `${name}, ${page}`, cost });
    }
  }
  close();
  return measured;
}

/** Read units and items evaluated for pages of 20, with 1,000 products and with 100,000, on the embedded DynamoDB. */
export async function listingBench(): Promise<BenchResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
  const root = join(import.meta.dirname, '../..');
  const cloud = await startCloud({ root, services: ['catalog'], functions: false, console: false, dataDir });
  const filling = evaluatedTable(TABLE_NAME, cloud.endpoint);
  try {
    await grow(filling, 0, SMALL);
    const small = await costs(cloud.endpoint);
    await grow(filling, SMALL, LARGE);
    const large = await costs(cloud.endpoint);
    const pairs = small.map(({ name, cost }, index) => ({ name, small: cost, large: large[index]?.cost ?? cost }));
    return {
      table: [
        ['page of 20', 'units at 1,000', 'units at 100,000', 'items at 1,000', 'items at 100,000'],
        ...pairs.map((pair) => [pair.name, pair.small.units, pair.large.units, pair.small.items, pair.large.items]),
      ],
      figures: [
        {
          name: 'read units of a page at 100,000 products over those at 1,000, at worst',
          value: Math.max(...pairs.map((pair) => pair.large.units / pair.small.units)),
          goal: GOALS.listingGrowth,
        },
      ],
    };
  } finally {
    filling.close();
    await cloud.close();
    await rm(dataDir, { recursive: true });
  }
}
