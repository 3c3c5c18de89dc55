import { PutItemCommand, QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createTable, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const text = (S: string): AttributeValue => ({ S });
const number = (value: number): AttributeValue => ({ N: String(value) });

describe('queries', () => {
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

  const put = (sk: string, attributes: Record<string, AttributeValue> = {}) =>
    running.client.send(new PutItemCommand({ TableName: TABLE, Item: { ...key(sk), ...attributes } }));

  it('pages through a query in both directions without losing or repeating an item', async () => {
    const expected = Array.from({ length: 25 }, (_, index) => String(index).padStart(3, '0'));
    await Promise.all(expected.map((sk) => put(sk)));
    const walk = async (ScanIndexForward: boolean) => {
      const seen: (string | undefined)[] = [];
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await running.client.send(
          new QueryCommand({
            TableName: TABLE,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': pk },
            Limit: 4,
            ScanIndexForward,
            ExclusiveStartKey,
          }),
        );
        seen.push(...(page.Items ?? []).map(({ sk }) => sk?.S));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      return seen;
    };
    expect(await walk(true)).toEqual(expected);
    expect(await walk(false)).toEqual(expected.toReversed());
  });

  it.each([
    ['begins_with(sk, :from)', { ':from': text('ORDER#') }, ['ORDER#1', 'ORDER#2']],
    ['sk BETWEEN :from AND :to', { ':from': text('ORDER#2'), ':to': text('USER#1') }, ['ORDER#2', 'USER#1']],
    ['sk > :from', { ':from': text('ORDER#2') }, ['USER#1']],
    ['sk <= :from', { ':from': text('ORDER#1') }, ['CART#1', 'ORDER#1']],
    ['sk = :from', { ':from': text('USER') }, []],
  ])('queries sort keys by %s', async (condition, values, expected) => {
    await Promise.all(['USER#1', 'ORDER#2', 'CART#1', 'ORDER#1'].map((sk) => put(sk)));
    const { Items } = await running.client.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: `pk = :pk AND ${condition}`,
        ExpressionAttributeValues: { ':pk': pk, ...values },
      }),
    );
    expect(Items?.map(({ sk }) => sk?.S)).toEqual(expected);
  });

  it('applies the limit before the filter, so that a page may be empty and yet not the last', async () => {
    await Promise.all([put('1', { open: { BOOL: false } }), put('2', { open: { BOOL: true } })]);
    const query = {
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: '#open = :yes',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':pk': pk, ':yes': { BOOL: true } },
      Limit: 1,
    };
    const first = await running.client.send(new QueryCommand(query));
    expect(first).toMatchObject({ Items: [], ScannedCount: 1, LastEvaluatedKey: key('1') });
    const second = await running.client.send(new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }));
    expect(second.Items).toEqual([{ ...key('2'), open: { BOOL: true } }]);
  });

  it('ends a page of a query after one megabyte', async () => {
    const filler = text('x'.repeat(300_000));
    await Promise.all(['1', '2', '3', '4', '5'].map((sk) => put(sk, { filler })));
    const page = await running.client.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      }),
    );
    expect(page).toMatchObject({ Count: 4, LastEvaluatedKey: key('4') });
  });

  it('finds no item by a comparison with an attribute that the item lacks, and refuses a write by it', async () => {
    await put('1', { count: number(5) });
    const comparison = '#count BETWEEN #count AND #absent';
    const ExpressionAttributeNames = { '#count': 'count', '#absent': 'absent' };
    const query = new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      FilterExpression: comparison,
      ExpressionAttributeNames,
    });
    expect(await running.client.send(query)).toMatchObject({ Count: 0, ScannedCount: 1 });
    const write = new PutItemCommand({
      TableName: TABLE,
      Item: key('1'),
      ConditionExpression: comparison,
      ExpressionAttributeNames,
    });
    await expect(running.client.send(write)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });
});
