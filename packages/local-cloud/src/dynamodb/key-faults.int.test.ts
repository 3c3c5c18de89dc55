import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BINARY, expectFault, openForFaults, TABLE, type Fault } from './faults.test-support.ts';
import type { LocalDynamoDb } from './index.ts';

const S = (text: string) => ({ S: text });
const Key = { pk: S('1'), sk: S('1') };
const EMPTY_KEY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk';
const EMPTY_BINARY_KEY = EMPTY_KEY.replace('empty string', 'empty binary');
const SCHEMA = 'The provided key element does not match the schema';
const emptyKey = { pk: S(''), sk: S('1') };
const keys: Fault[] = [
  ['a key without its range', 'GetItem', { TableName: TABLE, Key: { pk: S('1') } }, SCHEMA],
  ['an empty key', 'GetItem', { TableName: TABLE, Key: emptyKey }, EMPTY_KEY],
  ['an empty key', 'DeleteItem', { TableName: TABLE, Key: emptyKey }, EMPTY_KEY],
  ['an empty key', 'PutItem', { TableName: TABLE, Item: emptyKey }, EMPTY_KEY],
  ['an empty binary key', 'PutItem', { TableName: BINARY, Item: { pk: { B: '' } } }, EMPTY_BINARY_KEY],
  [
    'an empty key',
    'UpdateItem',
    { TableName: TABLE, Key: emptyKey, UpdateExpression: 'SET a = :a', ExpressionAttributeValues: { ':a': S('') } },
    EMPTY_KEY,
  ],
  ['an empty key', 'BatchGetItem', { RequestItems: { [TABLE]: { Keys: [emptyKey] } } }, EMPTY_KEY],
  ['an empty key', 'BatchWriteItem', { RequestItems: { [TABLE]: [{ PutRequest: { Item: emptyKey } }] } }, EMPTY_KEY],
  [
    'a key of the wrong type',
    'BatchWriteItem',
    { RequestItems: { [TABLE]: [{ PutRequest: { Item: { pk: { N: '5' }, sk: S('1') } } }] } },
    SCHEMA,
  ],
  [
    'an empty index key',
    'PutItem',
    { TableName: TABLE, Item: { ...Key, attr: S('') } },
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: gsi1, IndexKey: attr',
  ],
  [
    'an empty binary index key',
    'BatchWriteItem',
    { RequestItems: { [TABLE]: [{ PutRequest: { Item: { ...Key, bytes: { B: '' } } } }] } },
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty binary value. IndexName: gsi2, IndexKey: bytes',
  ],
  [
    'an index key of the wrong type',
    'PutItem',
    { TableName: TABLE, Item: { ...Key, attr: { N: '5' } } },
    'One or more parameter values were invalid: Type mismatch for Index Key attr Expected: S Actual: N IndexName: gsi1',
  ],
];

const batches: Fault[] = [
  ['no table', 'BatchGetItem', { RequestItems: {} }, 'The requestItems parameter is required for BatchGetItem'],
  ['no table', 'BatchWriteItem', { RequestItems: {} }, 'The requestItems parameter is required for BatchWriteItem'],
  [
    'more than 100 keys',
    'BatchGetItem',
    { RequestItems: { [TABLE]: { Keys: Array.from({ length: 101 }, (_, i) => ({ pk: S(`${i}`), sk: S('1') })) } } },
    `1 validation error detected: Value at 'RequestItems.${TABLE}.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100`,
  ],
  [
    'more than 25 writes',
    'BatchWriteItem',
    {
      RequestItems: {
        [TABLE]: Array.from({ length: 26 }, (_, i) => ({ DeleteRequest: { Key: { pk: S(`${i}`), sk: S('1') } } })),
      },
    },
    /^1 validation error detected: Value '\{.+\}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: \[Member must have length less than or equal to 25, Member must have length greater than or equal to 1\]$/s,
  ],
  [
    'a key twice',
    'BatchWriteItem',
    { RequestItems: { [TABLE]: [{ PutRequest: { Item: Key } }, { DeleteRequest: { Key } }] } },
    'Provided list of item keys contains duplicates',
  ],
  [
    'both ways to project',
    'BatchGetItem',
    {
      RequestItems: {
        [TABLE]: { Keys: [Key], ProjectionExpression: 'pk' },
        [BINARY]: { Keys: [{ pk: { B: 'AA==' } }], AttributesToGet: ['pk'] },
      },
    },
    /Can not use both expression and non-expression parameters in the same request/,
  ],
];

describe('keys and batches that DynamoDB refuses, in its words', () => {
  let database: LocalDynamoDb;
  beforeAll(async () => {
    database = await openForFaults();
  });
  afterAll(() => database.close());

  it.each([...keys, ...batches])('%s: %s', async (_, operation, input, message) => {
    await expectFault(database, operation, input, message);
  });

  it('leave no trace', async () => {
    expect(await database.api.invoke('Scan', { TableName: TABLE })).toMatchObject({ Count: 0 });
  });
});
