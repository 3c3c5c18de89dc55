import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createTable, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const text = (S: string): AttributeValue => ({ S });
const number = (value: number): AttributeValue => ({ N: String(value) });

describe('items', () => {
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
  const get = async (sk: string) =>
    (await running.client.send(new GetItemCommand({ TableName: TABLE, Key: key(sk) }))).Item;

  it('gives back every type of value as it was put', async () => {
    const values: Record<string, AttributeValue> = {
      text: text('naïve ☕'),
      number: { N: '-12.5' },
      bytes: { B: Uint8Array.of(0, 1, 255) },
      flag: { BOOL: false },
      nothing: { NULL: true },
      names: { SS: ['a', 'b'] },
      list: { L: [text('x'), { M: { deep: number(1) } }] },
      map: { M: {} },
    };
    await put('1', values);
    expect(await get('1')).toEqual({ ...key('1'), ...values });
  });

  it('takes numbers with a plus and keeps them in normal form', async () => {
    await put('1', {
      a: { N: '+1.50' },
      list: { L: [{ NS: ['+.5', '2'] }] },
      N: text('+7'),
      map: { M: { N: { N: '+1e2' } } },
    });
    expect(await get('1')).toMatchObject({
      a: { N: '1.5' },
      list: { L: [{ NS: ['0.5', '2'] }] },
      N: text('+7'),
      map: { M: { N: { N: '100' } } },
    });
    const update = new UpdateItemCommand({
      TableName: TABLE,
      Key: key('1'),
      UpdateExpression: 'ADD a :more',
      ExpressionAttributeValues: { ':more': { N: '+1' } },
    });
    await running.client.send(update);
    expect(await get('1')).toMatchObject({ a: { N: '2.5' } });
    for (const N of ['++5', '+-5', '+1+2', '+']) await expect(put('2', { a: { N } })).rejects.toThrow('numeric value');
  });

  it('has no item where none was put, and answers nothing to its deletion', async () => {
    expect(await get('absent')).toBeUndefined();
    await running.client.send(new DeleteItemCommand({ TableName: TABLE, Key: key('absent') }));
  });

  it('puts a new item only once under a condition, showing what stands there when asked', async () => {
    const create = (ReturnValuesOnConditionCheckFailure?: 'ALL_OLD') =>
      running.client.send(
        new PutItemCommand({
          TableName: TABLE,
          Item: { ...key('1'), owner: text('second') },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure,
        }),
      );
    await put('1', { owner: text('first') });
    const failure = { name: 'ConditionalCheckFailedException', message: 'The conditional request failed' };
    await expect(create('ALL_OLD')).rejects.toMatchObject({ ...failure, Item: { owner: text('first') } });
    await expect(create()).rejects.toMatchObject({ ...failure, Item: undefined });
    expect(await get('1')).toMatchObject({ owner: text('first') });
  });

  it('shows no item when the condition fails for want of one', async () => {
    const update = new UpdateItemCommand({
      TableName: TABLE,
      Key: key('absent'),
      UpdateExpression: 'SET touched = :yes',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':yes': { BOOL: true } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await expect(running.client.send(update)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: undefined,
    });
    expect(await get('absent')).toBeUndefined();
  });

  it('updates with arithmetic, lists, removal and new values returned', async () => {
    await put('1', { count: number(1), log: { L: [text('a')] }, old: text('x') });
    const { Attributes } = await running.client.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key: key('1'),
        UpdateExpression:
          'SET #log = list_append(#log, :more), extra = if_not_exists(extra, :zero) REMOVE #old ADD #count :one',
        ExpressionAttributeNames: { '#log': 'log', '#old': 'old', '#count': 'count' },
        ExpressionAttributeValues: { ':more': { L: [text('b')] }, ':zero': number(0), ':one': number(1) },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const expected = { ...key('1'), count: number(2), log: { L: [text('a'), text('b')] }, extra: number(0) };
    expect(Attributes).toEqual(expected);
    expect(await get('1')).toEqual(expected);
  });

  it('loses no update of 200 writers on one counter', async () => {
    await Promise.all(
      Array.from({ length: 200 }, () =>
        running.client.send(
          new UpdateItemCommand({
            TableName: TABLE,
            Key: key('counter'),
            UpdateExpression: 'ADD hits :one',
            ExpressionAttributeValues: { ':one': number(1) },
          }),
        ),
      ),
    );
    expect(await get('counter')).toMatchObject({ hits: number(200) });
  });

  it('lets exactly one of 50 writers win a condition', async () => {
    const attempts = Array.from({ length: 50 }, (_, index) =>
      running.client.send(
        new PutItemCommand({
          TableName: TABLE,
          Item: { ...key('prize'), winner: number(index) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('writes and reads batches', async () => {
    const items = Array.from({ length: 25 }, (_, index) => key(String(index)));
    await running.client.send(
      new BatchWriteItemCommand({ RequestItems: { [TABLE]: items.map((Item) => ({ PutRequest: { Item } })) } }),
    );
    await running.client.send(
      new BatchWriteItemCommand({ RequestItems: { [TABLE]: [{ DeleteRequest: { Key: key('0') } }] } }),
    );
    const { Responses } = await running.client.send(
      new BatchGetItemCommand({ RequestItems: { [TABLE]: { Keys: items } } }),
    );
    expect(Responses?.[TABLE]).toHaveLength(24);
  });

  it('refuses a batch that names an item twice or holds more than 25', async () => {
    const write = (keys: string[]) =>
      running.client.send(
        new BatchWriteItemCommand({
          RequestItems: { [TABLE]: keys.map((sk) => ({ PutRequest: { Item: key(sk) } })) },
        }),
      );
    await expect(write(['1', '1'])).rejects.toThrow('Provided list of item keys contains duplicates');
    await expect(write(Array.from({ length: 26 }, (_, index) => String(index)))).rejects.toThrow(
      'less than or equal to 25',
    );
    expect(await get('1')).toBeUndefined();
  });

  it('tells the units that a write and a read consumed', async () => {
    const write = await running.client.send(
      new PutItemCommand({
        TableName: TABLE,
        Item: { ...key('1'), filler: text('x'.repeat(2500)) },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(write.ConsumedCapacity).toMatchObject({ TableName: TABLE, CapacityUnits: 3 });
    const read = await running.client.send(
      new GetItemCommand({ TableName: TABLE, Key: key('1'), ReturnConsumedCapacity: 'TOTAL' }),
    );
    expect(read.ConsumedCapacity).toMatchObject({ CapacityUnits: 0.5 });
  });

  it.each([
    ['a key that misses its sort key', { pk: text('x') }],
    ['a key of the wrong type', { pk: text('x'), sk: number(1) }],
    ['a key with one attribute too many', { pk: text('x'), sk: text('1'), more: text('y') }],
  ])('refuses %s', async (_, Key) => {
    await expect(running.client.send(new GetItemCommand({ TableName: TABLE, Key }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The provided key element does not match the schema',
    });
  });

  it.each([
    ['an item above 400 KB', { filler: { S: 'x'.repeat(410_000) } }, 'Item size has exceeded the maximum allowed size'],
    ['an index key of the wrong type', { gsi1pk: { N: '1' } }, 'Type mismatch for Index Key gsi1pk'],
    ['a number that is none', { count: { N: 'many' } }, 'cannot be converted to a numeric value'],
  ])('refuses %s', async (_, attributes, message) => {
    await expect(put('1', attributes)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
    expect(await get('1')).toBeUndefined();
  });

  it('refuses expressions that use what was not given', async () => {
    const update = new UpdateItemCommand({
      TableName: TABLE,
      Key: key('1'),
      UpdateExpression: 'SET a = :missing',
    });
    await expect(running.client.send(update)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('answers ResourceNotFoundException for a table that does not exist', async () => {
    const item = new PutItemCommand({ TableName: 'no-such-table', Item: key('1') });
    await expect(running.client.send(item)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
  });
});
