import {
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type AttributeValue,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createTable, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const text = (S: string): AttributeValue => ({ S });
const number = (value: number): AttributeValue => ({ N: String(value) });

describe('transactional reads', () => {
  let running: RunningDynamoDb;
  let pk: AttributeValue;
  const key = (sk: string) => ({ pk, sk: text(sk) });

  beforeAll(async () => {
    running = await runDynamoDb();
    await createTable(running);
  });
  afterAll(() => running.stop());
  beforeEach(() => {
    pk = text(randomUUID());
  });

  const write = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
    running.client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
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

  it('counts twice the units of plain writes and reads', async () => {
    const filler = text('x'.repeat(1500));
    const written = await running.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [put('a', { filler }), put('b')],
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(written.ConsumedCapacity).toEqual([{ TableName: TABLE, CapacityUnits: 6, WriteCapacityUnits: 6 }]);
    const read = await running.client.send(
      new TransactGetItemsCommand({
        TransactItems: ['a', 'b'].map((sk) => ({ Get: { TableName: TABLE, Key: key(sk) } })),
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(read.ConsumedCapacity).toEqual([{ TableName: TABLE, CapacityUnits: 4, ReadCapacityUnits: 4 }]);
  });

  it('reads items together, absent ones as absent, in the order of asking', async () => {
    await write([put('a', { hidden: text('x') }), put('c')]);
    const { Responses } = await running.client.send(
      new TransactGetItemsCommand({
        TransactItems: ['c', 'b', 'a'].map((sk) => ({
          Get: { TableName: TABLE, Key: key(sk), ProjectionExpression: 'sk' },
        })),
      }),
    );
    expect(Responses).toEqual([{ Item: { sk: text('c') } }, {}, { Item: { sk: text('a') } }]);
  });

  it('never shows half of a transaction to a transactional reader', async () => {
    await write([put('left', { hits: number(0) }), put('right', { hits: number(0) })]);
    const writers = Array.from({ length: 50 }, () => write([increment('left'), increment('right')]));
    const readers = Array.from({ length: 50 }, () =>
      running.client.send(
        new TransactGetItemsCommand({
          TransactItems: ['left', 'right'].map((sk) => ({ Get: { TableName: TABLE, Key: key(sk) } })),
        }),
      ),
    );
    const [reads] = await Promise.all([Promise.all(readers), Promise.all(writers)]);
    for (const { Responses = [] } of reads) {
      expect(Responses[0]?.Item?.['hits']).toEqual(Responses[1]?.Item?.['hits']);
    }
  });
});
