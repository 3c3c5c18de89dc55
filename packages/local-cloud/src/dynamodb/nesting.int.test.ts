import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AttributeValue } from './dynalite-types.ts';
import { expectFault, openForFaults, TABLE } from './faults.test-support.ts';
import type { LocalDynamoDb } from './index.ts';

const REFUSED =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';
const key = (sk: string) => ({ pk: { S: '1' }, sk: { S: sk } });

/** A text within so many maps. */
function within(maps: number): AttributeValue {
  return maps === 0 ? { S: 'leaf' } : { M: { n: within(maps - 1) } };
}

describe('documents', () => {
  let database: LocalDynamoDb;
  beforeAll(async () => {
    database = await openForFaults();
    await database.api.invoke('PutItem', { TableName: TABLE, Item: { ...key('kept'), deep: within(31) } });
  });
  afterAll(() => database.close());

  const update = (UpdateExpression: string, depth: number, rest: object = {}) => ({
    TableName: TABLE,
    Key: key('kept'),
    UpdateExpression,
    ExpressionAttributeValues: { ':deep': within(depth) },
    ...rest,
  });
  const put = (Item: object) => ({ TableName: TABLE, Item: { ...key('refused'), ...Item } });

  it.each([
    ['PutItem', put({ deep: within(32) })],
    ['PutItem', put({ list: { L: [{ S: 'flat' }, within(31)] } })],
    [
      'BatchWriteItem',
      { RequestItems: { [TABLE]: [{ PutRequest: { Item: { ...key('refused'), deep: within(32) } } }] } },
    ],
    ['TransactWriteItems', { TransactItems: [{ Put: put({ deep: within(32) }) }] }],
    ['UpdateItem', update('SET another = :deep', 32)],
    ['UpdateItem', update('SET deep.n.n = :deep', 30)],
    ['UpdateItem', update('REMOVE deep', 32, { ConditionExpression: 'absent = :deep' })],
  ])('go 32 levels deep, the attribute included: %s', async (operation, input) => {
    await expectFault(database, operation, input, REFUSED);
    expect(await database.api.invoke('Scan', { TableName: TABLE })).toMatchObject({
      Items: [{ ...key('kept'), deep: within(31) }],
    });
  });
});
