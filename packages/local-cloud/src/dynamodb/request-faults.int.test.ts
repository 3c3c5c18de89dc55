import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectFault, openForFaults, TABLE, type Fault } from './faults.test-support.ts';
import type { LocalDynamoDb } from './index.ts';

const S = (text: string) => ({ S: text });
const Key = { pk: S('1'), sk: S('1') };
const condition = (ConditionExpression: string, values: object = {}) => ({
  TableName: TABLE,
  Item: Key,
  ConditionExpression,
  ...values,
});
const keyCondition = (KeyConditionExpression: string, rest: object = {}) => ({
  TableName: TABLE,
  KeyConditionExpression,
  ExpressionAttributeValues: { ':v': S('x') },
  ...rest,
});

const names: Fault[] = [
  [
    'no table name',
    'PutItem',
    { Item: Key },
    "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
  ],
  [
    'an empty table name, of which nothing else is told',
    'UpdateItem',
    { TableName: '', Key: {} },
    "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'a table name with other characters',
    'GetItem',
    { TableName: 'bad table!', Key },
    "1 validation error detected: Value 'bad table!' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
  ],
];

const conditions: Fault[] = [
  ['an empty condition', 'PutItem', condition(''), 'Invalid ConditionExpression: The expression can not be empty;'],
  [
    'redundant parentheses',
    'PutItem',
    condition('((attribute_not_exists(pk)))'),
    'Invalid ConditionExpression: The expression has redundant parentheses;',
  ],
  [
    'an operand compared with itself',
    'PutItem',
    condition('contains(#a, #a)', { ExpressionAttributeNames: { '#a': 'data' } }),
    'Invalid ConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [data]',
  ],
  [
    'a reserved word',
    'PutItem',
    condition('attribute_exists(status)'),
    'Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: status',
  ],
  [
    'a name that is not given',
    'PutItem',
    condition('attribute_exists(#a)'),
    'Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #a',
  ],
  [
    'a prefix that is a number',
    'Scan',
    {
      TableName: TABLE,
      FilterExpression: 'begins_with(a, :v)',
      ExpressionAttributeValues: { ':v': { N: '1' } },
    },
    'Invalid FilterExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
  ],
  [
    'an order of truth',
    'PutItem',
    condition('a < :v', { ExpressionAttributeValues: { ':v': { BOOL: true } } }),
    'Invalid ConditionExpression: Incorrect operand type for operator or function; operator or function: <, operand type: BOOL',
  ],
  [
    'more than 100 values to be among',
    'Scan',
    {
      TableName: TABLE,
      FilterExpression: `a IN (${Array.from({ length: 101 }, (_, i) => `:v${i}`).join(', ')})`,
      ExpressionAttributeValues: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`:v${i}`, S(`${i}`)])),
    },
    'Invalid FilterExpression: The IN operator is provided with too many operands; number of operands: 101',
  ],
  [
    'an expression above 4 KB',
    'PutItem',
    condition(`attribute_exists(${'a'.repeat(4096)})`),
    'Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size: 4114',
  ],
  [
    'both kinds of condition',
    'PutItem',
    condition('attribute_not_exists(pk)', { Expected: { pk: { Exists: false } } }),
    'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}',
  ],
  [
    'values without an expression',
    'PutItem',
    { TableName: TABLE, Item: Key, ExpressionAttributeValues: { ':v': S('x') } },
    'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
  ],
];

const reads: Fault[] = [
  ['no hash key', 'Query', keyCondition('sk = :v'), 'Query condition missed key schema element: pk'],
  [
    'the empty partition',
    'Query',
    keyCondition('pk = :v', { ExpressionAttributeValues: { ':v': S('') } }),
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
  ],
  [
    'no syntax',
    'GetItem',
    { TableName: TABLE, Key, ProjectionExpression: '!!! INVALID !!!' },
    'Invalid ProjectionExpression: Syntax error; token: "!", near: "!!"',
  ],
  [
    'a condition that breaks off',
    'PutItem',
    condition('attribute_exists(pk) AND'),
    'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "AND"',
  ],
  [
    'Select ALL_ATTRIBUTES with a projection',
    'Query',
    keyCondition('pk = :v', { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'sk' }),
    'Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES',
  ],
  [
    'Select COUNT with a projection',
    'Scan',
    { TableName: TABLE, Select: 'COUNT', ProjectionExpression: 'sk' },
    'Cannot specify the ProjectionExpression when choosing to get only the Count',
  ],
  [
    'Select SPECIFIC_ATTRIBUTES without any',
    'Query',
    keyCondition('pk = :v', { Select: 'SPECIFIC_ATTRIBUTES' }),
    'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
  ],
  [
    'projected attributes of no index',
    'Query',
    keyCondition('pk = :v', { Select: 'ALL_PROJECTED_ATTRIBUTES' }),
    'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
  ],
  [
    'all attributes of an index that has not all',
    'Query',
    keyCondition('bytes = :b', {
      IndexName: 'gsi2',
      Select: 'ALL_ATTRIBUTES',
      ExpressionAttributeValues: { ':b': { B: 'AA==' } },
    }),
    'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index gsi2 because its projection type is not ALL',
  ],
  [
    'an attribute that a global index does not project',
    'Query',
    keyCondition('bytes = :b', {
      IndexName: 'gsi2',
      ProjectionExpression: 'pk, elsewhere',
      ExpressionAttributeValues: { ':b': { B: 'AA==' } },
    }),
    'One or more parameter values were invalid: Global secondary index gsi2 does not project [elsewhere]',
  ],
  [
    'a filter on a key',
    'Query',
    keyCondition('pk = :v', { FilterExpression: 'sk = :v' }),
    'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk',
  ],
  [
    'a page of nothing',
    'Scan',
    { TableName: TABLE, Limit: 0 },
    "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    'a query for a page of nothing',
    'Query',
    keyCondition('pk = :v', { Limit: 0 }),
    "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    'the first segment of an unknown number',
    'Scan',
    { TableName: TABLE, Segment: 0 },
    'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
  ],
  [
    'a batch without writes',
    'BatchWriteItem',
    { RequestItems: { [TABLE]: [] } },
    `1 validation error detected: Value '{${TABLE}=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]`,
  ],
  [
    'too many segments',
    'Scan',
    { TableName: TABLE, Segment: 0, TotalSegments: 1_000_001 },
    "1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000",
  ],
  [
    'a segment beyond the last',
    'Scan',
    { TableName: TABLE, Segment: 5, TotalSegments: 5 },
    'The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5',
  ],
  [
    'a start in another partition',
    'Query',
    keyCondition('pk = :v', { ExclusiveStartKey: Key }),
    'The provided starting key is outside query boundaries based on provided conditions',
  ],
  [
    'two paths of which one leads through the other',
    'GetItem',
    { TableName: TABLE, Key, ProjectionExpression: 'a, a.b' },
    'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
  ],
];

describe('requests that DynamoDB refuses, in its words', () => {
  let database: LocalDynamoDb;
  beforeAll(async () => {
    database = await openForFaults();
  });
  afterAll(() => database.close());

  it.each([...names, ...conditions, ...reads])('%s: %s', async (_, operation, input, message) => {
    await expectFault(database, operation, input, message);
  });

  it('leave no trace', async () => {
    expect(await database.api.invoke('Scan', { TableName: TABLE })).toMatchObject({ Count: 0 });
  });
});
