import {
  GetItemCommand,
  TransactWriteItemsCommand,
  type AttributeValue,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createTable, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const text = (S: string): AttributeValue => ({ S });
const number = (value: number): AttributeValue => ({ N: String(value) });

describe('client request tokens', () => {
  let running: RunningDynamoDb;
  let pk: AttributeValue;
  let now = new Date('2026-01-31T09:30:00Z');
  const key = (sk: string) => ({ pk, sk: text(sk) });

  beforeAll(async () => {
    running = await runDynamoDb({ clock: { now: () => now } });
    await createTable(running);
  });
  afterAll(() => running.stop());
  beforeEach(() => {
    pk = text(randomUUID());
  });

  const write = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
    running.client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
  const get = async (sk: string) =>
    (await running.client.send(new GetItemCommand({ TableName: TABLE, Key: key(sk) }))).Item;
  const put = (sk: string, attributes: Record<string, AttributeValue> = {}): TransactWriteItem => ({
    Put: { TableName: TABLE, Item: { ...key(sk), ...attributes } },
  });
  const increment = (sk: string): TransactWriteItem => ({
    Update: {
      TableName: TABLE,
      Key: key(sk),
      UpdateExpression: 'ADD hits :one',
      ExpressionAttributeValues: { ':one': number(1) },
    },
  });

  it('takes effect once under one token, even when both requests are under way at once', async () => {
    const token = randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => write([increment('counter')], token)));
    await write([increment('counter')], token);
    expect(await get('counter')).toMatchObject({ hits: number(1) });
  });

  it('refuses another request under the same token', async () => {
    const token = randomUUID();
    await write([increment('counter')], token);
    await expect(write([increment('other')], token)).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    expect(await get('other')).toBeUndefined();
  });

  it('lets one of several different requests win the token that they share', async () => {
    const token = randomUUID();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) => write([increment(`counter-${index}`)], token)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const counters = await Promise.all(outcomes.map((_, index) => get(`counter-${index}`)));
    expect(counters.filter((counter) => counter !== undefined)).toHaveLength(1);
  });

  it('forgets a token after ten minutes, and does not take one up for a cancelled transaction', async () => {
    const token = randomUUID();
    const guarded: TransactWriteItem[] = [
      { ConditionCheck: { TableName: TABLE, Key: key('gate'), ConditionExpression: 'attribute_exists(pk)' } },
      increment('counter'),
    ];
    await expect(write(guarded, token)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    await write([put('gate')]);
    await write(guarded, token);
    now = new Date(now.getTime() + 9 * 60_000);
    await running.database.sweepExpired();
    await write(guarded, token);
    expect(await get('counter')).toMatchObject({ hits: number(1) });
    now = new Date(now.getTime() + 2 * 60_000);
    await running.database.sweepExpired();
    await write(guarded, token);
    expect(await get('counter')).toMatchObject({ hits: number(2) });
  });
});
