import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provision } from '../provision/provision.ts';
import { loadModel } from './load-model.ts';
import type { CloudModel } from './model.ts';

const parameters = { eventBusName: 'tradewind-dev', userPoolId: 'pool', userPoolClientId: 'client' };
const fixtures = join(import.meta.dirname, '../../test-fixtures/services');

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tradewind-templates-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const load = (servicesDirectory: string): Promise<CloudModel> =>
  loadModel({ servicesDirectory, endpoint: 'http://127.0.0.1:4566', stage: 'dev', parameters });

async function loadYaml(yaml: string): Promise<CloudModel> {
  await mkdir(join(directory, 'sample'), { recursive: true });
  await writeFile(join(directory, 'sample/serverless.yml'), `service: sample\nprovider: { name: aws }\n${yaml}`);
  return load(directory);
}

describe('loadModel', () => {
  it('merges the lists of functions and resources and resolves what they refer to', async () => {
    const { services } = await load(fixtures);
    const shop = services[0];
    expect(shop?.functions).toHaveLength(18);
    expect(shop?.functions.find(({ key }) => key === 'copy-items')).toMatchObject({
      name: 'tradewind-shop-dev-copy-items',
      environment: { STAGE: 'dev', TABLE_NAME: 'tradewind-shop-dev' },
      timeoutSeconds: 5,
      events: [
        {
          type: 'stream',
          tableName: 'tradewind-shop-dev',
          maximumRetryAttempts: 2,
          bisectsOnError: true,
          onFailureArn: 'arn:aws:sqs:us-east-1:000000000000:tradewind-shop-dev-failed-records',
        },
      ],
    });
    expect(shop?.resources.find(({ logicalId }) => logicalId === 'MessageQueue')).toMatchObject({
      ref: 'http://127.0.0.1:4566/000000000000/tradewind-shop-dev-messages',
      properties: {
        RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:tradewind-shop-dev-dead-messages' },
      },
    });
    expect(shop?.resources.find(({ logicalId }) => logicalId === 'OrderEvents')).toMatchObject({
      properties: {
        EventBusName: 'tradewind-dev',
        Targets: [
          { Id: 'queue' },
          { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:tradewind-shop-dev-record-event' },
        ],
      },
    });
  });

  it('keeps the role statements of a function with their ARNs', async () => {
    const { services } = await loadYaml(`
functions:
  read:
    handler: src/read.handler
    iamRoleStatements:
      - { Effect: Allow, Action: 'dynamodb:GetItem', Resource: !GetAtt Table.Arn }
      - { Effect: Allow, Action: ['dynamodb:Query'], Resource: [!Sub '\${Table.Arn}/index/gsi1'] }
resources:
  Resources:
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: orders } }
`);
    const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';
    expect(services[0]?.functions[0]?.roleStatements).toEqual([
      { effect: 'Allow', actions: ['dynamodb:GetItem'], resources: [table], conditions: {} },
      { effect: 'Allow', actions: ['dynamodb:Query'], resources: [`${table}/index/gsi1`], conditions: {} },
    ]);
  });

  it('leaves out a resource whose condition does not hold', async () => {
    const { services } = await loadYaml(`
resources:
  Conditions: { Never: !Equals [a, b] }
  Resources:
    Kept: { Type: 'AWS::SQS::Queue' }
    Dropped: { Type: 'AWS::SQS::Queue', Condition: Never }
`);
    expect(services[0]?.resources.map(({ logicalId }) => logicalId)).toEqual(['Kept']);
  });

  it.each([
    [
      'an unknown event source',
      'functions: { a: { handler: a.b, events: [{ s3: bucket }] } }',
      'does not support this event',
    ],
    ['an unknown setting', 'functions: { a: { handler: a.b, events: [{ sqs: { arn: x, fifo: 1 } }] } }', 'fifo'],
    ['a reference to nothing', 'functions: { a: { handler: a.b, environment: { X: !Ref Gone } } }', 'Ref Gone'],
    ['no handler', 'functions: { a: { timeout: 3 } }', 'function a'],
    [
      'a name that depends on itself',
      "resources: { Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: !Ref Q } } } }",
      'depends on itself',
    ],
    ['a file that is not there', 'functions: ${file(gone.yml)}', 'Value not found'],
  ])('refuses %s, naming the service', async (_, yaml, message) => {
    const loading = loadYaml(yaml);
    await expect(loading).rejects.toMatchObject({
      name: 'TemplateError',
      message: expect.stringContaining('services/sample'),
    });
    await expect(loading).rejects.toThrow(message);
  });
});

describe('log alerts', () => {
  const withAlerts = (alarms: string, apart: string) => `
custom:
  alarms: ${alarms}
  logAlerts: { pattern: '?crashed', service: watching, function: on-log-alert, apart: [${apart}] }
functions: { place: { handler: place.handler } }`;

  it('subscribe the log of every function where alarms are on, as the plugin does', async () => {
    const { services } = await loadYaml(withAlerts('true', 'watching'));
    expect(services[0]?.resources).toMatchObject([
      {
        type: 'AWS::Logs::SubscriptionFilter',
        properties: {
          LogGroupName: '/aws/lambda/sample-dev-place',
          FilterPattern: '?crashed',
          DestinationArn: 'arn:aws:lambda:us-east-1:000000000000:function:watching-dev-on-log-alert',
        },
      },
    ]);
  });

  it.each([
    ['where alarms are off', withAlerts('false', 'watching')],
    ['of a stack that is left apart', withAlerts('true', 'sample')],
    ['where nobody watches', 'custom: { alarms: true }'],
  ])('subscribe nothing %s', async (_, yaml) => {
    expect((await loadYaml(yaml)).services[0]?.resources).toEqual([]);
  });

  it('are refused where half of them is missing', async () => {
    await expect(loadYaml('custom: { alarms: true, logAlerts: { pattern: x } }')).rejects.toThrow(
      'services/sample, custom',
    );
  });
});

describe('provision', () => {
  it('refuses resource types that the local cloud does not have, before it makes anything', async () => {
    const model = await loadYaml("resources: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }");
    const refuse = () => Promise.reject(new Error('nothing may be called'));
    const client = { call: refuse, run: refuse };
    const notCalled = () => {
      throw new Error('nothing may be called');
    };
    const clients = {
      dynamodb: client,
      sqs: client,
      events: client,
      ssm: client,
      secrets: client,
      states: client,
      cognito: client,
      topics: { create: notCalled, subscribe: notCalled, publish: notCalled },
    };
    await expect(provision(model, clients)).rejects.toThrow(
      'services/sample declares what the local cloud does not have: Bucket (AWS::S3::Bucket)',
    );
  });
});
