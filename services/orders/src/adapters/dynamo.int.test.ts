import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTable, type Table } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { fixedSecret } from '@tradewind/parameters/secrets';
import { startTestCloud } from '@tradewind/testing';
import { placeOrder } from '../domain/order.ts';
import { newOrder } from '../test-support/sample-orders.ts';
import { buyerDirectorySuite } from './buyer-directory.suite.ts';
import { dynamoBuyerDirectory } from './dynamo-buyer-directory.ts';
import { dynamoOrders } from './dynamo-orders.ts';
import { ordersSuite } from './orders.suite.ts';
import { signedCursors } from './signed-cursors.ts';
import { UNSETTLED_PARTITIONS, unsettledPartition } from './unsettled-index.ts';

let cloud: Awaited<ReturnType<typeof startTestCloud>>;
let table: Table;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'orders' });
  table = openTable('tradewind-orders-dev');
});

afterAll(() => cloud.close());

describe('orders in DynamoDB', () => {
  ordersSuite(async () => ({
    orders: dynamoOrders(table),
    announced: async ({ detail }) => (await table.get({ pk: `OUTBOX#${detail.id}`, sk: 'EVENT' })) !== undefined,
  }));

  it('let one of 30 changes of the same state win', async () => {
    const orders = dynamoOrders(table);
    const placed = placeOrder(newOrder());
    await orders.add(placed);
    const changes = Array.from({ length: 30 }, (_, index) => ({ ...placed, version: 2, attempts: index }));
    const outcomes = await Promise.allSettled(changes.map((change) => orders.save(change)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuse a row that nobody here wrote', async () => {
    const id = newId('ord');
    await table.put({ pk: `ORDER#${id}`, sk: 'HEAD', status: 'teleported' });
    await expect(dynamoOrders(table).find(id)).rejects.toThrow();
  });
});

describe('the directory of buyers in DynamoDB', () => {
  buyerDirectorySuite(async () => dynamoBuyerDirectory(table));
});

describe('cursors', () => {
  const cursors = signedCursors(fixedSecret('secret-of-this-stage'));

  it('open where they were sealed, and nowhere else', async () => {
    const id = newId('ord');
    const cursor = await cursors.seal(id, 'list-orders:usr_1');
    expect(await cursors.open(cursor, 'list-orders:usr_1')).toBe(id);
    const refused = expect.objectContaining({ code: 'request.invalid-cursor' });
    await expect(cursors.open(cursor, 'list-orders:usr_2')).rejects.toEqual(refused);
    await expect(cursors.open(`${cursor}x`, 'list-orders:usr_1')).rejects.toEqual(refused);
    await expect(signedCursors(fixedSecret('another')).open(cursor, 'list-orders:usr_1')).rejects.toEqual(refused);
  });
});

describe('the index of unsettled orders', () => {
  it('is spread over all of its partitions', () => {
    const used = new Set(Array.from({ length: 500 }, () => unsettledPartition(newId('ord'))));
    expect([...used].sort()).toEqual([...UNSETTLED_PARTITIONS].sort());
  });
});
