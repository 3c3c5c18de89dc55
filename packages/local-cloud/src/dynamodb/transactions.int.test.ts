import {
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type AttributeValue,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createTable, readStream, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const text = (S: string): AttributeValue => ({ S });
const number = (value: number): AttributeValue => ({ N: String(value) });

describe('transactions', () => {
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

  it('commits puts, updates, deletes and checks together', async () => {
    await write([put('old', { state: text('here') }), put('counter', { hits: number(1) })]);
    await write([
      put('new'),
      increment('counter'),
      { Delete: { TableName: TABLE, Key: key('old'), ConditionExpression: 'attribute_exists(pk)' } },
      { ConditionCheck: { TableName: TABLE, Key: key('absent'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ]);
    expect(await Promise.all(['old', 'new', 'counter', 'absent'].map(get))).toEqual([
      undefined,
      key('new'),
      { ...key('counter'), hits: number(2) },
      undefined,
    ]);
  });

  it('writes nothing when one condition fails, and gives the reasons in the order of the actions', async () => {
    await write([put('taken', { owner: text('someone') })]);
    const before = (await readStream(running)).length;
    const transaction = write([
      put('a'),
      {
        Put: {
          TableName: TABLE,
          Item: key('taken'),
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      { ConditionCheck: { TableName: TABLE, Key: key('absent'), ConditionExpression: 'attribute_exists(pk)' } },
      increment('b'),
    ]);
    await expect(transaction).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed, None]',
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { ...key('taken'), owner: text('someone') },
        },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        { Code: 'None' },
      ],
    });
    expect(await Promise.all(['a', 'b'].map(get))).toEqual([undefined, undefined]);
    expect(await readStream(running)).toHaveLength(before);
  });

  it('cancels for an action that is wrong for its table', async () => {
    await write([put('text', { hits: text('many') })]);
    await expect(write([put('a'), increment('text')])).rejects.toMatchObject({
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
      ],
    });
    const unkeyed = { Put: { TableName: TABLE, Item: { pk } } };
    await expect(write([put('a'), unkeyed])).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }],
    });
    expect(await get('a')).toBeUndefined();
  });

  it('serves 200 concurrent transactions on one counter without a conflict', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, index) => write([increment('counter'), put(`claim-${index}`)])));
    expect(await get('counter')).toMatchObject({ hits: number(200) });
  });

  it('lets concurrent transfers between two accounts neither lose nor create anything', async () => {
    const move = (from: string, to: string): TransactWriteItem[] =>
      [
        [from, -1],
        [to, 1],
      ].map(([sk, delta]) => ({
        Update: {
          TableName: TABLE,
          Key: key(String(sk)),
          UpdateExpression: 'ADD balance :delta',
          ExpressionAttributeValues: { ':delta': number(Number(delta)) },
        },
      }));
    await write([put('left', { balance: number(50) }), put('right', { balance: number(50) })]);
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => write(index % 3 === 0 ? move('right', 'left') : move('left', 'right'))),
    );
    const balances = await Promise.all(['left', 'right'].map(get));
    expect(balances.map((item) => Number(item?.['balance']?.N))).toEqual([30, 70]);
  });

  it.each<[string, () => TransactWriteItem[], string]>([
    ['no action', () => [], 'have length greater than or equal to 1'],
    [
      'more than 100 actions',
      () => Array.from({ length: 101 }, (_, index) => put(String(index))),
      'have length less than or equal to 100',
    ],
    [
      'two actions on one item',
      () => [put('a'), increment('a')],
      'Transaction request cannot include multiple operations on one item',
    ],
    [
      'an action of two kinds',
      () => [{ ...put('a'), ...increment('b') }],
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
    [
      'a check without a condition',
      () => [{ ConditionCheck: { TableName: TABLE, Key: key('a'), ConditionExpression: undefined } }],
      'ConditionExpression',
    ],
    [
      'a malformed expression',
      () => [{ Delete: { TableName: TABLE, Key: key('a'), ConditionExpression: 'pk ==' } }],
      'Syntax error',
    ],
  ])('refuses %s', async (_, actions, message) => {
    await expect(write(actions())).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('accepts 100 actions, and refuses more than 4 MB', async () => {
    await write(Array.from({ length: 100 }, (_, index) => put(String(index))));
    const filler = text('x'.repeat(390_000));
    const large = Array.from({ length: 11 }, (_, index) => put(`large-${index}`, { filler }));
    await expect(write(large)).rejects.toThrow('4 MB');
    expect(await get('large-0')).toBeUndefined();
  });

  it('answers ResourceNotFoundException when one of its tables does not exist', async () => {
    const elsewhere = { Put: { TableName: 'no-such-table', Item: key('a') } };
    await expect(write([put('a'), elsewhere])).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await get('a')).toBeUndefined();
  });

  it('excludes single writes on its items while it runs', async () => {
    await write([put('stock', { hits: number(0) })]);
    const single = (index: number) =>
      running.client.send(
        new PutItemCommand({
          TableName: TABLE,
          Item: { ...key('stock'), hits: number(index) },
          ConditionExpression: 'hits = :before',
          ExpressionAttributeValues: { ':before': number(index - 1) },
        }),
      );
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => write([increment('stock')])),
      ...Array.from({ length: 10 }, (_, index) => single(index + 1)),
    ]);
    const effective = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(await get('stock')).toMatchObject({ hits: number(effective) });
  });
});
