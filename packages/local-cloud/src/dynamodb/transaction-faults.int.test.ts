import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectFault, openForFaults, TABLE } from './faults.test-support.ts';
import type { LocalDynamoDb } from './index.ts';
import { MAX_ITEM_BYTES } from './item-size.ts';

const S = (text: string) => ({ S: text });
const Key = { pk: S('1'), sk: S('1') };
const SCHEMA = 'The provided key element does not match the schema';
const EMPTY_KEY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk';

const put = <Item extends object>(Item: Item) => ({ Put: { TableName: TABLE, Item } });
const update = (UpdateExpression: string, v: object, key: object = Key) => ({
  Update: { TableName: TABLE, Key: key, UpdateExpression, ExpressionAttributeValues: { ':v': v } },
});
const remove = (key: object) => ({ Delete: { TableName: TABLE, Key: key } });
const check = (key: object) => ({
  ConditionCheck: { TableName: TABLE, Key: key, ConditionExpression: 'attribute_exists(pk)' },
});
const wrongKey = { pk: { N: '5' }, sk: S('1') };
const emptyKey = { pk: S(''), sk: S('1') };

describe('transactions that DynamoDB refuses', () => {
  let database: LocalDynamoDb;
  beforeAll(async () => {
    database = await openForFaults();
  });
  afterAll(() => database.close());

  it.each([
    [
      'a put of the wrong key',
      put(wrongKey),
      'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N',
    ],
    ['an update of the wrong key', update('SET a = :v', S('x'), wrongKey), SCHEMA],
    ['a deletion of the wrong key', remove(wrongKey), SCHEMA],
    ['a check of the wrong key', check(wrongKey), SCHEMA],
    [
      'a put of an index key of the wrong type',
      put({ ...Key, attr: { L: [] } }),
      'One or more parameter values were invalid: Type mismatch for Index Key attr Expected: S Actual: L IndexName: gsi1',
    ],
    [
      'an update of an index key to the wrong type',
      update('SET attr = :v', { N: '5' }),
      'One or more parameter values were invalid: Type mismatch for Index Key attr Expected: S Actual: N IndexName: gsi1',
    ],
    [
      'an update to an item that is too large',
      update('SET filler = :v', S('x'.repeat(MAX_ITEM_BYTES))),
      'Item size to update has exceeded the maximum allowed size',
    ],
    ['a failed check', check(Key), 'The conditional request failed', 'ConditionalCheckFailed'],
  ])('are cancelled by %s, with the reason at its place', async (_, action, Message, Code = 'ValidationError') => {
    const TransactItems = [put({ pk: S('other'), sk: S('1') }), action];
    await expect(database.api.invoke('TransactWriteItems', { TransactItems })).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      message: `Transaction cancelled, please refer cancellation reasons for specific reasons [None, ${Code}]`,
      extra: { CancellationReasons: [{ Code: 'None' }, { Code, Message }] },
    });
  });

  it.each([
    ['an empty key to put', put(emptyKey), EMPTY_KEY],
    ['an empty key to update', update('SET a = :v', S('x'), emptyKey), EMPTY_KEY],
    ['an empty key to delete', remove(emptyKey), EMPTY_KEY],
    ['an empty key to check', check(emptyKey), EMPTY_KEY],
    [
      'an empty index key to put',
      put({ ...Key, attr: S('') }),
      /^One or more parameter values are not valid\. A value specified for a secondary index key/,
    ],
    [
      'an empty index key to update to',
      update('SET attr = :v', S('')),
      /^One or more parameter values are not valid\. The update expression attempted/,
    ],
    [
      'an item that is too large',
      put({ ...Key, a: S('x'.repeat(MAX_ITEM_BYTES)) }),
      'Item size has exceeded the maximum allowed size',
    ],
  ])('fail as requests, without reasons, by %s', async (_, action, message) => {
    await expectFault(database, 'TransactWriteItems', { TransactItems: [action] }, message);
  });

  it('fail by more than 4 MB', async () => {
    const filler = S('x'.repeat(350_000));
    const TransactItems = Array.from({ length: 12 }, (_, index) => put({ pk: S(`${index}`), sk: S('1'), filler }));
    await expectFault(database, 'TransactWriteItems', { TransactItems }, /maximum allowed size of 4 MB/);
    await database.api.invoke('TransactWriteItems', { TransactItems: TransactItems.slice(0, 11) });
    await database.api.invoke('TransactWriteItems', {
      TransactItems: TransactItems.slice(0, 11).map(({ Put: { Item } }) => remove({ pk: Item.pk, sk: Item.sk })),
    });
  });

  it('fail by two actions on one item, by none and by more than a hundred', async () => {
    await expectFault(
      database,
      'TransactWriteItems',
      { TransactItems: [put(Key), remove(Key)] },
      'Transaction request cannot include multiple operations on one item',
    );
    await expectFault(
      database,
      'TransactGetItems',
      { TransactItems: [] },
      /Member must have length greater than or equal to 1$/,
    );
    const TransactItems = Array.from({ length: 101 }, (_, index) => put({ pk: S(`${index}`), sk: S('1') }));
    await expectFault(
      database,
      'TransactWriteItems',
      { TransactItems },
      /Member must have length less than or equal to 100$/,
    );
  });

  it('fail by members that are unknown or too long, all of which are told before a table is looked for', async () => {
    const capacity =
      "Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]";
    const metrics =
      "Value 'ALL' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]";
    const ClientRequestToken = 'x'.repeat(37);
    const token = `Value '${ClientRequestToken}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36`;
    const request = {
      TransactItems: [{ Put: { TableName: 'absent', Item: Key } }],
      ReturnConsumedCapacity: 'SOME',
    };
    await expectFault(database, 'TransactWriteItems', request, `1 validation error detected: ${capacity}`);
    await expectFault(
      database,
      'TransactWriteItems',
      { ...request, ReturnItemCollectionMetrics: 'ALL', ClientRequestToken },
      `3 validation errors detected: ${token}; ${capacity}; ${metrics}`,
    );
  });

  it('leave no trace', async () => {
    expect(await database.api.invoke('Scan', { TableName: TABLE })).toMatchObject({ Count: 0 });
  });
});
