import { arn, resourceName } from '../../aws/account.ts';
import type { AwsCall } from '../../aws/api.ts';
import { accessOf } from '../../dynamodb/partiql/access.ts';
import { decodeIterator } from '../../dynamodb/shard-iterator.ts';
import type { AccessRequest } from '../policy-set.ts';
import { keyText, namedAttributes, queriedKey, type PartitionKeyOf } from './dynamodb-keys.ts';
import { fields, listIn, textIn } from './input.ts';

type Requests = (input: unknown, operation: string) => AccessRequest[];
type Context = readonly (readonly [string, readonly string[] | undefined])[];

const TRANSACT_ACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const TABLE_OPERATIONS = [
  'CreateTable',
  'DeleteTable',
  'DescribeTable',
  'UpdateTable',
  'DescribeTimeToLive',
  'UpdateTimeToLive',
  'DescribeContinuousBackups',
  'UpdateContinuousBackups',
];
const ACCOUNT_OPERATIONS = ['ListTables', 'ListStreams', 'DescribeLimits', 'DescribeEndpoints'];
const TAG_OPERATIONS = ['TagResource', 'UntagResource', 'ListTagsOfResource'];

/** What each operation of DynamoDB and of DynamoDB Streams asks for, by operation. */
export function dynamodbRequests(
  partitionKeyOf: PartitionKeyOf,
): ReadonlyMap<string, (call: AwsCall) => AccessRequest[]> {
  function request(action: string, input: unknown, context: () => Context): AccessRequest {
    const index = textIn(input, 'IndexName');
    const table = tableArn(textIn(input, 'TableName'));
    return {
      action: `dynamodb:${action}`,
      resource: index === undefined ? table : `${table}/index/${index}`,
      context,
    };
  }

  function leadingKeys(tableName: string | undefined, keys: readonly unknown[]): string[] | undefined {
    const attribute = partitionKeyOf(resourceName(tableName ?? ''));
    if (attribute === undefined) return undefined;
    const values = keys.map((key) => keyText(fields(key)[attribute])).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : [...new Set(values)];
  }

  function itemRequest(action: string, input: unknown, enclosing?: string): AccessRequest {
    return request(action, input, () => [
      [
        'dynamodb:LeadingKeys',
        leadingKeys(textIn(input, 'TableName'), [fields(input)['Key'] ?? fields(input)['Item']]),
      ],
      ['dynamodb:EnclosingOperation', enclosing === undefined ? undefined : [enclosing]],
      ...settings(input),
    ]);
  }

  const item: Requests = (input, operation) => [itemRequest(operation, input)];

  const query: Requests = (input, operation) => [
    request(operation, input, () => {
      const attribute = partitionKeyOf(resourceName(textIn(input, 'TableName') ?? ''), textIn(input, 'IndexName'));
      const key = attribute === undefined ? undefined : queriedKey(input, attribute);
      return [['dynamodb:LeadingKeys', key === undefined ? undefined : [key]], ...settings(input)];
    }),
  ];

  const batchGet: Requests = (input, operation) => batch(operation, input, (part) => listIn(part, 'Keys'));

  const batchWrite: Requests = (input, operation) =>
    batch(operation, input, (writes) =>
      (Array.isArray(writes) ? writes : []).map((write) => {
        const { PutRequest, DeleteRequest } = fields(write);
        return fields(PutRequest)['Item'] ?? fields(DeleteRequest)['Key'];
      }),
    );

  function batch(operation: string, input: unknown, keysOf: (part: unknown) => readonly unknown[]): AccessRequest[] {
    return Object.entries(fields(fields(input)['RequestItems'])).map(([tableName, part]) =>
      request(operation, { TableName: tableName }, () => [
        ['dynamodb:LeadingKeys', leadingKeys(tableName, keysOf(part))],
        ...settings({ ...fields(part), ReturnConsumedCapacity: fields(input)['ReturnConsumedCapacity'] }),
      ]),
    );
  }

  const transact: Requests = (input, operation) =>
    listIn(input, 'TransactItems').flatMap((entry) =>
      Object.entries(fields(entry)).flatMap(([kind, part]) => {
        const action = TRANSACT_ACTIONS[kind];
        return action === undefined ? [] : [itemRequest(action, part, operation)];
      }),
    );

  const statements: Requests = (input) =>
    [input, ...listIn(input, 'Statements'), ...listIn(input, 'TransactStatements')].flatMap((part) => {
      const access = accessOf(textIn(part, 'Statement') ?? '');
      if (access === undefined) return [];
      return [request(access.action, { TableName: access.table, IndexName: access.index }, () => [])];
    });

  const table: Requests = (input, operation) => [
    request(operation, { TableName: textIn(input, 'TableName') }, () => []),
  ];
  const account: Requests = (_, operation) => [{ action: `dynamodb:${operation}`, resource: '*' }];
  const tags: Requests = (input, operation) => [
    { action: `dynamodb:${operation}`, resource: textIn(input, 'ResourceArn') ?? '*' },
  ];
  const stream: Requests = (input, operation) => [
    { action: `dynamodb:${operation}`, resource: textIn(input, 'StreamArn') ?? '*' },
  ];
  const records: Requests = (input, operation) => [
    { action: `dynamodb:${operation}`, resource: streamOfIterator(textIn(input, 'ShardIterator')) },
  ];

  const byOperation: [readonly string[], Requests][] = [
    [['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], item],
    [['Query', 'Scan'], query],
    [['BatchGetItem'], batchGet],
    [['BatchWriteItem'], batchWrite],
    [['TransactWriteItems', 'TransactGetItems'], transact],
    [['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'], statements],
    [TABLE_OPERATIONS, table],
    [ACCOUNT_OPERATIONS, account],
    [TAG_OPERATIONS, tags],
    [['DescribeStream', 'GetShardIterator'], stream],
    [['GetRecords'], records],
  ];
  return new Map(
    byOperation.flatMap(([operations, requests]) =>
      operations.map((operation) => [operation, ({ input }: AwsCall) => requests(input, operation)] as const),
    ),
  );
}

function settings(input: unknown): Context {
  return [
    ['dynamodb:Attributes', namedAttributes(input)],
    ...['Select', 'ReturnValues', 'ReturnConsumedCapacity'].map((name): Context[number] => {
      const value = textIn(input, name);
      return [`dynamodb:${name}`, value === undefined ? undefined : [value]];
    }),
  ];
}

function tableArn(nameOrArn: string | undefined): string {
  if (nameOrArn === undefined) return '*';
  return nameOrArn.startsWith('arn:') ? nameOrArn : arn('dynamodb', `table/${nameOrArn}`);
}

function streamOfIterator(iterator: string | undefined): string {
  try {
    return decodeIterator(iterator ?? '').streamArn;
  } catch {
    return '*';
  }
}
