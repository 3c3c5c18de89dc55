import { describe, expect, it } from '@jest/globals';
import type { AwsCall } from '../../aws/api.ts';
import { encodeIterator } from '../../dynamodb/shard-iterator.ts';
import { requestsOf } from './index.ts';

const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
const TABLE = arn('dynamodb', 'table/orders');

const requests = requestsOf((table, index) => {
  if (table !== 'orders') return undefined;
  return index === undefined ? 'pk' : `${index}pk`;
});

function callOf(operation: string, input: unknown, overrides: Partial<AwsCall> = {}): AwsCall {
  return {
    operation,
    input,
    accessKeyId: 'key',
    method: 'POST',
    path: '/',
    headers: {},
    rawBody: Buffer.alloc(0),
    ...overrides,
  };
}

const asked = (
  service: string,
  operation: string,
  input: unknown,
  overrides?: Partial<AwsCall>,
): string[] | undefined =>
  requests(service, callOf(operation, input, overrides))?.map(({ action, resource }) => `${action} ${resource}`);

function contexts(operation: string, input: unknown): Record<string, readonly string[] | undefined>[] {
  return (requests('dynamodb', callOf(operation, input)) ?? []).map(({ context }) =>
    Object.fromEntries(context?.() ?? []),
  );
}

describe('what calls ask for', () => {
  it.each([
    ['dynamodb', 'GetItem', { TableName: 'orders' }, [`dynamodb:GetItem ${TABLE}`]],
    ['dynamodb', 'GetItem', { TableName: TABLE }, [`dynamodb:GetItem ${TABLE}`]],
    ['dynamodb', 'Query', { TableName: 'orders', IndexName: 'gsi1' }, [`dynamodb:Query ${TABLE}/index/gsi1`]],
    ['dynamodb', 'Scan', { TableName: 'orders' }, [`dynamodb:Scan ${TABLE}`]],
    [
      'dynamodb',
      'BatchGetItem',
      { RequestItems: { orders: { Keys: [] }, carts: { Keys: [] } } },
      [`dynamodb:BatchGetItem ${TABLE}`, `dynamodb:BatchGetItem ${arn('dynamodb', 'table/carts')}`],
    ],
    ['dynamodb', 'BatchWriteItem', { RequestItems: { orders: [] } }, [`dynamodb:BatchWriteItem ${TABLE}`]],
    [
      'dynamodb',
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'orders' } },
          { Update: { TableName: 'orders' } },
          { Delete: { TableName: 'orders' } },
          { ConditionCheck: { TableName: 'orders' } },
        ],
      },
      ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map((action) => `dynamodb:${action} ${TABLE}`),
    ],
    [
      'dynamodb',
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'orders' } }] },
      [`dynamodb:GetItem ${TABLE}`],
    ],
    [
      'dynamodb',
      'ExecuteStatement',
      { Statement: `select * from "orders"."gsi1" where gsi1pk = 'a'` },
      [`dynamodb:PartiQLSelect ${TABLE}/index/gsi1`],
    ],
    [
      'dynamodb',
      'ExecuteTransaction',
      {
        TransactStatements: [
          `INSERT INTO orders VALUE {}`,
          `UPDATE "orders" SET a = 1 WHERE pk = 'a'`,
          `FROM "orders" WHERE pk = 'a' REMOVE a`,
          `DELETE FROM "orders" WHERE pk = 'a'`,
          `EXISTS(SELECT * FROM "orders" WHERE pk = 'a')`,
        ].map((Statement) => ({ Statement })),
      },
      ['Insert', 'Update', 'Update', 'Delete', 'Select'].map((kind) => `dynamodb:PartiQL${kind} ${TABLE}`),
    ],
    ['dynamodb', 'BatchExecuteStatement', { Statements: [{ Statement: '"' }] }, ['dynamodb:BatchExecuteStatement *']],
    ['sns', 'Publish', { TopicArn: 'arn:topic', Message: 'm' }, ['sns:Publish arn:topic']],
    ['sns', 'CreateTopic', { Name: 'alarms' }, ['sns:CreateTopic arn:aws:sns:us-east-1:000000000000:alarms']],
    ['dynamodb', 'ListTables', {}, ['dynamodb:ListTables *']],
    ['dynamodb', 'TagResource', { ResourceArn: TABLE }, [`dynamodb:TagResource ${TABLE}`]],
    ['dynamodb', 'DescribeStream', { StreamArn: `${TABLE}/stream/1` }, [`dynamodb:DescribeStream ${TABLE}/stream/1`]],
    [
      'dynamodb',
      'GetRecords',
      { ShardIterator: encodeIterator({ streamArn: `${TABLE}/stream/1`, after: 0 }) },
      [`dynamodb:GetRecords ${TABLE}/stream/1`],
    ],
    ['dynamodb', 'GetRecords', { ShardIterator: 'nonsense' }, ['dynamodb:GetRecords *']],
    ['sqs', 'SendMessageBatch', { QueueUrl: 'http://x/000000000000/mail' }, [`sqs:SendMessage ${arn('sqs', 'mail')}`]],
    ['sqs', 'GetQueueUrl', { QueueName: 'mail' }, [`sqs:GetQueueUrl ${arn('sqs', 'mail')}`]],
    ['sqs', 'ListQueues', {}, ['sqs:ListQueues *']],
    [
      'events',
      'PutEvents',
      { Entries: [{ EventBusName: 'a' }, {}, { EventBusName: arn('events', 'event-bus/b') }] },
      ['a', 'default', 'b'].map((bus) => `events:PutEvents ${arn('events', `event-bus/${bus}`)}`),
    ],
    ['events', 'PutRule', { Name: 'r', EventBusName: 'a' }, [`events:PutRule ${arn('events', 'rule/a/r')}`]],
    ['events', 'PutTargets', { Rule: 'r' }, [`events:PutTargets ${arn('events', 'rule/r')}`]],
    ['ssm', 'GetParameter', { Name: '/a/b:3' }, [`ssm:GetParameter ${arn('ssm', 'parameter/a/b')}`]],
    [
      'ssm',
      'GetParameters',
      { Names: ['/a', 'b'] },
      [`ssm:GetParameters ${arn('ssm', 'parameter/a')}`, `ssm:GetParameters ${arn('ssm', 'parameter/b')}`],
    ],
    ['ssm', 'GetParametersByPath', { Path: '/a/' }, [`ssm:GetParametersByPath ${arn('ssm', 'parameter/a/')}`]],
    [
      'states',
      'StartSyncExecution',
      { stateMachineArn: arn('states', 'stateMachine:m') },
      [`states:StartSyncExecution ${arn('states', 'stateMachine:m')}`],
    ],
    [
      'states',
      'StopExecution',
      { executionArn: arn('states', 'execution:m:e') },
      [`states:StopExecution ${arn('states', 'execution:m:e')}`],
    ],
    [
      'cognito-idp',
      'AdminGetUser',
      { UserPoolId: 'us-east-1_Local0001' },
      [`cognito-idp:AdminGetUser ${arn('cognito-idp', 'userpool/us-east-1_Local0001')}`],
    ],
  ])('%s %s', (service, operation, input, expected) => {
    expect(asked(service, operation, input)).toEqual(expected);
  });

  it.each([
    ['/2015-03-31/functions/f/invocations', 'f'],
    [
      '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af%3A%24LATEST/invocations?x',
      'f',
    ],
  ])('lambda %s', (path, name) => {
    expect(asked('lambda', '', {}, { path })).toEqual([`lambda:InvokeFunction ${arn('lambda', `function:${name}`)}`]);
  });

  it.each([
    ['ses:SendEmail', { Simple: {} }],
    ['ses:SendRawEmail', { Raw: { Data: '' } }],
  ])('%s of the sender or of its domain', (action, Content) => {
    const rawBody = Buffer.from(JSON.stringify({ FromEmailAddress: 'Shop <Orders@shop.test>', Content }));
    expect(requests('ses', callOf('', {}, { path: '/v2/email/outbound-emails', rawBody }))).toEqual([
      expect.objectContaining({
        action,
        resource: arn('ses', 'identity/orders@shop.test'),
        alternatives: [arn('ses', 'identity/shop.test')],
      }),
    ]);
  });

  it('asks nothing for the public operations of the user pool', () => {
    expect(asked('cognito-idp', 'SignUp', {})).toBeUndefined();
    expect(asked('cognito-idp', 'InitiateAuth', {})).toBeUndefined();
  });

  it.each([
    ['dynamodb', 'ExecuteStatement', {}],
    ['dynamodb', 'BatchGetItem', { RequestItems: {} }],
    ['dynamodb', 'TransactWriteItems', { TransactItems: [{ Steal: { TableName: 'orders' } }] }],
    ['sqs', 'AddPermission', {}],
    ['events', 'PutPermission', {}],
    ['ssm', 'SendCommand', {}],
    ['states', 'TestState', {}],
    ['cognito-idp', 'CreateUserPool', {}],
    ['s3', 'GetObject', {}],
  ])('wants everything for what it does not know: %s %s', (service, operation, input) => {
    expect(asked(service, operation, input)).toEqual([`${service}:${operation} *`]);
  });

  it('takes members of the wrong type for missing ones', () => {
    expect(asked('dynamodb', 'GetItem', { TableName: 3 })).toEqual(['dynamodb:GetItem *']);
    expect(asked('dynamodb', 'GetItem', null)).toEqual(['dynamodb:GetItem *']);
    expect(asked('sqs', 'SendMessage', [])).toEqual(['sqs:SendMessage *']);
  });
});

describe('condition keys of DynamoDB', () => {
  it('gives the partition keys that a request names', () => {
    const item = { pk: { S: 'USER#1' }, total: { N: '3' } };
    expect(contexts('PutItem', { TableName: 'orders', Item: item })[0]).toMatchObject({
      'dynamodb:LeadingKeys': ['USER#1'],
      'dynamodb:Attributes': ['pk', 'total'],
    });
    expect(
      contexts('BatchWriteItem', {
        RequestItems: { orders: [{ PutRequest: { Item: item } }, { DeleteRequest: { Key: { pk: { S: 'USER#2' } } } }] },
      })[0],
    ).toMatchObject({ 'dynamodb:LeadingKeys': ['USER#1', 'USER#2'] });
    expect(
      contexts('TransactWriteItems', {
        TransactItems: [{ Delete: { TableName: 'orders', Key: { pk: { B: 'QQ==' } } } }],
      })[0],
    ).toMatchObject({ 'dynamodb:LeadingKeys': ['QQ=='], 'dynamodb:EnclosingOperation': ['TransactWriteItems'] });
  });

  it.each([
    [{ KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)' }],
    [{ KeyConditionExpression: '#s > :sk and #p=:pk', ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk' } }],
    [{ KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'A' }] } } }],
    [{ IndexName: 'gsi1', KeyConditionExpression: 'gsi1pk = :pk' }],
  ])('finds the partition key of a query: %j', (query) => {
    const values = { ':pk': { S: 'A' }, ':sk': { S: 'B' } };
    const context = contexts('Query', { TableName: 'orders', ExpressionAttributeValues: values, ...query })[0];
    expect(context?.['dynamodb:LeadingKeys']).toEqual(['A']);
  });

  it('has no leading keys for a scan, a foreign index key or a table that nobody declared', () => {
    expect(contexts('Scan', { TableName: 'orders' })[0]?.['dynamodb:LeadingKeys']).toBeUndefined();
    const byIndexKey = { TableName: 'orders', KeyConditionExpression: 'gsi1pk = :pk', ExpressionAttributeValues: {} };
    expect(contexts('Query', byIndexKey)[0]?.['dynamodb:LeadingKeys']).toBeUndefined();
    expect(
      contexts('GetItem', { TableName: 'x', Key: { pk: { S: 'A' } } })[0]?.['dynamodb:LeadingKeys'],
    ).toBeUndefined();
  });

  it('names the top-level attributes of expressions, without functions, keywords and values', () => {
    const context = contexts('UpdateItem', {
      TableName: 'orders',
      Key: { pk: { S: 'A' } },
      UpdateExpression: 'SET #t.inner = if_not_exists(total, :zero), lines[0] = :x REMOVE note',
      ConditionExpression: 'attribute_exists(pk) AND version = :v',
      ExpressionAttributeNames: { '#t': 'tax' },
      ReturnValues: 'ALL_NEW',
    })[0];
    expect(context?.['dynamodb:Attributes']?.toSorted()).toEqual(['lines', 'note', 'pk', 'tax', 'total', 'version']);
    expect(context?.['dynamodb:ReturnValues']).toEqual(['ALL_NEW']);
  });
});
