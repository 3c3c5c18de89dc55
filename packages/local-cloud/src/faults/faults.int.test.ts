import { DynamoDBClient, ListTablesCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openDynamoDb, type LocalDynamoDb } from '../dynamodb/index.ts';
import { inProcessClient } from '../in-process-client.ts';
import { startAwsServer, type AwsServer } from '../server.ts';
import { FaultInjector } from './fault-injector.ts';
import { FAULTS_PATH, faultsApi } from './faults-api.ts';

let server: AwsServer;
let dynamodb: LocalDynamoDb;
let client: DynamoDBClient;

beforeAll(async () => {
  dynamodb = await openDynamoDb();
  await inProcessClient(dynamodb.api).run('CreateTable', {
    TableName: 'orders',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  });
  const faults = new FaultInjector();
  server = await startAwsServer({ port: 0, apis: [faults.dynamodb(dynamodb.api), faultsApi(faults)] });
  client = new DynamoDBClient({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});

afterEach(() => talk('DELETE'));

afterAll(async () => {
  client.destroy();
  await server.close();
  await dynamodb.close();
});

async function talk(method: string, body?: string) {
  const answer = await fetch(`${server.endpoint}${FAULTS_PATH}`, { method, ...(body === undefined ? {} : { body }) });
  return { status: answer.status, body: await answer.json() };
}

const put = () => client.send(new PutItemCommand({ TableName: 'orders', Item: { pk: { S: 'a' } } }));

describe('the faults of the AWS port', () => {
  it('are none until they are asked for', async () => {
    expect(await talk('GET')).toEqual({ status: 200, body: { seed: 1, writes: [], functions: [] } });
    await expect(put()).resolves.toBeDefined();
  });

  it('reach the SDK as AWS would tell them, and end', async () => {
    await talk('PUT', '{"writes":[{"table":"orders","throttlePercent":100}]}');
    await expect(put()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await talk('PUT', '{"writes":[{"conflictPercent":100}]}');
    await expect(put()).rejects.toMatchObject({ name: 'TransactionConflictException' });
    const write = { Put: { TableName: 'orders', Item: { pk: { S: 'b' } } } };
    await expect(client.send(new TransactWriteItemsCommand({ TransactItems: [write] }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }],
    });
    await expect(client.send(new ListTablesCommand({}))).resolves.toMatchObject({ TableNames: ['orders'] });
    await talk('DELETE');
    await expect(put()).resolves.toBeDefined();
  });

  it.each(['{', '{"writes":[{"throttlePercent":101}]}', '{"functions":[{"function":"f","kind":"angry"}]}', '{"x":1}'])(
    'refuse the plan %s',
    async (plan) => {
      expect(await talk('PUT', plan)).toMatchObject({ status: 400, body: { __type: 'ValidationException' } });
    },
  );

  it('know no other way to be told', async () => {
    expect((await talk('POST', '{}')).status).toBe(405);
  });
});
