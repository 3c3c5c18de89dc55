import { CognitoIdentityProviderClient, AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cloud } from '../cloud.ts';
import { accessKeyOf } from '../functions/environment.ts';
import { clientSettings, startFixture } from '../running-cloud.test-support.ts';

const TableName = 'tradewind-shop-dev';
const TABLE = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`;
const caller = (name: string): string =>
  `arn:aws:sts::000000000000:assumed-role/tradewind-shop-dev-${name}/tradewind-shop-dev-${name}`;

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startFixture();
});
afterAll(() => cloud.close());

/** Client settings with a function's key. */
function as(name: string) {
  const accessKeyId = name === 'nobody' ? 'ASIA0000000000000000' : accessKeyOf(`tradewind-shop-dev-${name}`);
  return { ...clientSettings(cloud.endpoint), credentials: { accessKeyId, secretAccessKey: 'local' }, maxAttempts: 1 };
}

const item = (pk: string) => ({ pk: { S: pk } });

describe('a function', () => {
  it('does what its role allows', async () => {
    const client = new DynamoDBClient(as('put-item'));
    const put = client.send(new PutItemCommand({ TableName, Item: item('ITEM#allowed') }));
    await expect(put).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  it('is refused another action, in the words of AWS', async () => {
    const client = new DynamoDBClient(as('put-item'));
    await expect(client.send(new GetItemCommand({ TableName, Key: item('ITEM#1') }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${caller('put-item')} is not authorized to perform: dynamodb:GetItem on resource: ${TABLE} because no identity-based policy allows the dynamodb:GetItem action`,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('is held to the partition keys of its role', async () => {
    const client = new DynamoDBClient(as('put-item'));
    await expect(client.send(new PutItemCommand({ TableName, Item: item('OTHER#1') }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('is judged item by item in a transaction, of which nothing happens', async () => {
    const client = new DynamoDBClient(as('put-item'));
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item: item('ITEM#transacted') } },
        { Delete: { TableName, Key: item('ITEM#gone') } },
      ],
    });
    await expect(client.send(transaction)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('dynamodb:DeleteItem'),
    });
    const root = new DynamoDBClient(clientSettings(cloud.endpoint));
    const { Item } = await root.send(new GetItemCommand({ TableName, Key: item('ITEM#transacted') }));
    expect(Item).toBeUndefined();
  });

  it('needs BatchGetItem for batches, GetItem is not enough', async () => {
    const client = new DynamoDBClient(as('get-item'));
    await expect(client.send(new GetItemCommand({ TableName, Key: item('ITEM#1') }))).resolves.toBeDefined();
    const batch = new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [item('ITEM#1')] } } });
    await expect(client.send(batch)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('may nothing without statements', async () => {
    const client = new DynamoDBClient(as('echo'));
    await expect(client.send(new GetItemCommand({ TableName, Key: item('ITEM#1') }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('assumed-role/tradewind-shop-dev-us-east-1-lambdaRole/tradewind-shop-dev-echo'),
    });
  });
});

describe('each API refuses in its own protocol', () => {
  const QueueUrl = 'http://127.0.0.1/000000000000/tradewind-shop-dev-messages';
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:tradewind-shop-dev-forgiving';
  const attempts: Record<string, (settings: ReturnType<typeof as>) => Promise<unknown>> = {
    dynamodb: (settings) => new DynamoDBClient(settings).send(new GetItemCommand({ TableName, Key: item('x') })),
    streams: (settings) => new DynamoDBStreamsClient(settings).send(new ListStreamsCommand({})),
    sqs: (settings) => new SQSClient(settings).send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })),
    events: (settings) =>
      new EventBridgeClient(settings).send(
        new PutEventsCommand({
          Entries: [{ EventBusName: 'tradewind-dev', Source: 's', DetailType: 'd', Detail: '{}' }],
        }),
      ),
    ssm: (settings) => new SSMClient(settings).send(new GetParameterCommand({ Name: '/tradewind/dev/secret' })),
    states: (settings) =>
      new SFNClient({ ...settings, disableHostPrefix: true }).send(new StartSyncExecutionCommand({ stateMachineArn })),
    lambda: (settings) =>
      new LambdaClient(settings).send(new InvokeCommand({ FunctionName: 'tradewind-shop-dev-version' })),
    ses: (settings) =>
      new SESv2Client(settings).send(
        new SendEmailCommand({
          FromEmailAddress: 'shop@tradewind.test',
          Destination: { ToAddresses: ['ada@example.test'] },
          Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
        }),
      ),
    cognito: (settings) =>
      new CognitoIdentityProviderClient(settings).send(
        new AdminGetUserCommand({ UserPoolId: 'us-east-1_Local0001', Username: 'ada' }),
      ),
  };

  const denied = (action: string, resource: string): string =>
    `User: ${caller('get-item')} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:000000000000:${resource}`;

  it.each([
    ['streams', 'AccessDeniedException', denied('dynamodb:ListStreams', '*')],
    ['sqs', 'AccessDenied', denied('sqs:sendmessage', arn('sqs', 'tradewind-shop-dev-messages'))],
    ['events', 'AccessDeniedException', denied('events:PutEvents', arn('events', 'event-bus/tradewind-dev'))],
    ['ssm', 'AccessDeniedException', denied('ssm:GetParameter', arn('ssm', 'parameter/tradewind/dev/secret'))],
    ['states', 'AccessDeniedException', denied('states:StartSyncExecution', stateMachineArn)],
    [
      'lambda',
      'AccessDeniedException',
      denied('lambda:InvokeFunction', arn('lambda', 'function:tradewind-shop-dev-version')),
    ],
    [
      'ses',
      'AccessDeniedException',
      `User \`${caller('get-item')}' is not authorized to perform \`ses:SendEmail' on resource \`${arn('ses', 'identity/shop@tradewind.test')}'`,
    ],
    [
      'cognito',
      'AccessDeniedException',
      denied('cognito-idp:AdminGetUser', arn('cognito-idp', 'userpool/us-east-1_Local0001')),
    ],
  ])('%s: %s', async (api, name, message) => {
    await expect(attempts[api]?.(as('get-item'))).rejects.toMatchObject({ name, message });
  });

  it.each(Object.keys(attempts))('%s does not know a key that is nobody’s', async (api) => {
    const name = api === 'sqs' ? 'InvalidClientTokenId' : 'UnrecognizedClientException';
    const message = 'The security token included in the request is invalid.';
    await expect(attempts[api]?.(as('nobody'))).rejects.toMatchObject({ name, message });
  });

  it('judges a batch of messages as sending', async () => {
    const batch = new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 'x' }] });
    await expect(new SQSClient(as('get-item')).send(batch)).rejects.toMatchObject({
      message: expect.stringContaining('sqs:sendmessage '),
    });
  });
});
