import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectFault, openForFaults, TABLE, type Fault } from './faults.test-support.ts';
import type { LocalDynamoDb } from './index.ts';
import { MAX_ITEM_BYTES } from './item-size.ts';

const S = (text: string) => ({ S: text });
const Key = { pk: S('p'), sk: S('s') };
/** What the key attributes and the name of the one other attribute take of an item's bytes. */
const OVERHEAD = 'pkp'.length + 'sks'.length + 'filler'.length;

const update = (UpdateExpression: string, values: object = {}, rest: object = {}) => ({
  TableName: TABLE,
  Key,
  UpdateExpression,
  ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  ...rest,
});

const faults: Fault[] = [
  [
    'a change of the hash key',
    'UpdateItem',
    update('SET pk = :v', { ':v': S('x') }),
    'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
  ],
  [
    'a change of the range key',
    'UpdateItem',
    update('REMOVE sk'),
    'One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key',
  ],
  [
    'no syntax',
    'UpdateItem',
    update('INVALID SYNTAX HERE', { ':v': S('x') }),
    'Invalid UpdateExpression: Syntax error; token: "INVALID", near: "INVALID SYNTAX"',
  ],
  ['an empty expression', 'UpdateItem', update(''), 'Invalid UpdateExpression: The expression can not be empty;'],
  [
    'a value that is not used',
    'UpdateItem',
    update('SET a = :v', { ':v': S('x'), ':w': S('y') }),
    'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}',
  ],
  [
    'a name that is not used',
    'UpdateItem',
    update('SET a = :v', { ':v': S('x') }, { ExpressionAttributeNames: { '#n': 'n' } }),
    'Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}',
  ],
  [
    'two paths of which one leads through the other',
    'UpdateItem',
    update('SET a = :v, a.b = :v', { ':v': S('x') }),
    'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
  ],
  [
    'an index key of the wrong type',
    'UpdateItem',
    update('SET attr = :v', { ':v': { N: '1' } }),
    'One or more parameter values were invalid: Type mismatch for Index Key attr Expected: S Actual: N IndexName: gsi1',
  ],
  [
    'an empty index key',
    'UpdateItem',
    update('SET attr = :v', { ':v': S('') }),
    'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.',
  ],
  [
    'a path into nothing',
    'UpdateItem',
    update('SET absent.inside = :v', { ':v': S('x') }),
    'The document path provided in the update expression is invalid for update',
  ],
  [
    'the value of an attribute that is not there',
    'UpdateItem',
    update('SET a = absent'),
    'The provided expression refers to an attribute that does not exist in the item',
  ],
  [
    'an addition to a text',
    'UpdateItem',
    update('SET a = pk + :v', { ':v': { N: '1' } }),
    'An operand in the update expression has an incorrect data type',
  ],
  [
    'a sum that is too large',
    'UpdateItem',
    update('SET n = :a + :a', { ':a': { N: '9.9e125' } }),
    'Number overflow. Attempting to store a number with magnitude larger than supported range',
  ],
  [
    'a sum of too many digits',
    'UpdateItem',
    update('SET n = :a + :b', { ':a': { N: '1e37' }, ':b': { N: '0.01' } }),
    'Attempting to store more than 38 significant digits in a Number',
  ],
];

describe('updates that DynamoDB refuses, in its words', () => {
  let database: LocalDynamoDb;
  beforeAll(async () => {
    database = await openForFaults();
  });
  afterAll(() => database.close());

  const invoke = (operation: string, input: object) => database.api.invoke(operation, input);

  it.each(faults)('%s: %s', async (_, operation, input, message) => {
    await expectFault(database, operation, input, message);
  });

  it('leave no trace', async () => {
    expect(await invoke('GetItem', { TableName: TABLE, Key })).toEqual({});
  });

  it('fail by their own fault before the condition is judged, by the item only after it', async () => {
    const condition = { ConditionExpression: 'attribute_exists(pk)' };
    await expectFault(database, 'UpdateItem', update('REMOVE sk', {}, condition), /Cannot update attribute sk/);
    await expect(invoke('UpdateItem', update('SET a = absent', {}, condition))).rejects.toMatchObject({
      code: 'ConditionalCheckFailedException',
    });
  });

  it('take an item of exactly 400 KB and none of a byte more, however it gets there', async () => {
    const filler = (bytes: number) => S(`☕${'x'.repeat(bytes - OVERHEAD - 3)}`);
    const over = filler(MAX_ITEM_BYTES + 1);
    await expectFault(
      database,
      'UpdateItem',
      update('SET filler = :f', { ':f': over }),
      'Item size to update has exceeded the maximum allowed size',
    );
    await expectFault(
      database,
      'BatchWriteItem',
      { RequestItems: { [TABLE]: [{ PutRequest: { Item: { ...Key, filler: over } } }] } },
      'Item size has exceeded the maximum allowed size',
    );
    await invoke('PutItem', { TableName: TABLE, Item: { ...Key, filler: filler(MAX_ITEM_BYTES) } });
    await invoke('DeleteItem', { TableName: TABLE, Key });
  });

  it('remove elements of a list by the indexes that it had before', async () => {
    const entries = { L: ['a', 'b', 'c', 'd'].map(S) };
    await invoke('PutItem', { TableName: TABLE, Item: { ...Key, entries } });
    const answer = await invoke(
      'UpdateItem',
      update('REMOVE entries[0], entries[2] SET entries[1] = :x', { ':x': S('B') }, { ReturnValues: 'ALL_NEW' }),
    );
    expect(answer).toMatchObject({ Attributes: { entries: { L: [S('B'), S('d')] } } });
  });
});
