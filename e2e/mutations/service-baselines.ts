import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { OPERATOR } from '../support/partners.ts';
import * as shop from '../support/shopping.ts';
import type { BaselineParts } from './mutation.ts';
import { boughtOrder } from './shop-baselines.ts';
import type { World } from './world.ts';

type Maker = (world: World) => Promise<BaselineParts>;

/** An order as a failed undoing leaves it. None fails here, so its row is written by hand. */
async function parkedOrder(world: World): Promise<string> {
  const { order } = await boughtOrder(world);
  const client = new DynamoDBClient({
    endpoint: world.awsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const texts = { status: 'parked', parkedFrom: 'rejecting', step: 'authorize', failureCode: 'payments.declined' };
  const names = Object.keys(texts);
  await client.send(
    new UpdateItemCommand({
      TableName: 'tradewind-orders-dev',
      Key: { pk: { S: `ORDER#${order.id}` }, sk: { S: 'HEAD' } },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(Object.entries(texts).map(([name, S]) => [`:${name}`, { S }])),
    }),
  );
  client.destroy();
  return order.id;
}

function feed({ partner }: World): BaselineParts {
  const lines = [`FEED-${randomUUID()}`, `FEED-${randomUUID()}`].map((sku, index) => ({ sku, onHand: 3 + index }));
  const settled = () =>
    eventually(async () => {
      const [{ sku } = { sku: '' }] = lines.slice(-1);
      await shop.getStock(sku);
    });
  return { credentials: partner, body: { feedId: `feed-${randomUUID()}`, locationId: 'leeds', lines }, settled };
}

/** Makes a request of each route for partners and operators that is answered with 2xx. */
export const SERVICE_BASELINES: Readonly<Record<string, Maker>> = {
  'list-partner-products': async ({ partner }) => ({
    credentials: partner,
    query: { limit: '3', currency: 'GBP', sort: 'price', minPrice: '1', maxPrice: '90000' },
  }),
  'get-partner-product': async ({ partner, product }) => ({
    credentials: partner,
    parameters: { productId: product.id },
  }),
  'get-partner-stock': async ({ partner, sku }) => ({ credentials: partner, parameters: { sku } }),
  'submit-stock-feed': async (world) => feed(world),
  'resolve-order': async (world) => ({
    credentials: OPERATOR,
    parameters: { orderId: await parkedOrder(world) },
    body: { action: 'settle', note: 'Undone by hand.' },
  }),
};
