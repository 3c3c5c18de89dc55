import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { openDynamoDb } from '@tradewind/local-cloud/dynamodb/index';
import { openEventBridge } from '@tradewind/local-cloud/eventbridge/eventbridge';
import { startAwsServer } from '@tradewind/local-cloud/server';
import { openStore } from '@tradewind/local-cloud/store';
import { systemClock } from '@tradewind/kernel';
import { setImmediate } from 'node:timers/promises';

export const TABLE = 'tradewind-test';
export const BUS = 'tradewind-bus';

/** An event as the bus hands it to a target. */
export interface DeliveredEvent {
  readonly payload: unknown;
  readonly traceHeader: string | undefined;
}

export function clientConfig(endpoint: string) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
}

export interface LocalAws {
  readonly endpoint: string;
  readonly dynamoDb: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  /** Every event that the bus accepted so far. */
  deliveredEvents(): Promise<readonly DeliveredEvent[]>;
  stop(): Promise<void>;
}

const tableInput = new CreateTableCommand({
  TableName: TABLE,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'gsi1',
      KeySchema: [
        { AttributeName: 'gsi1pk', KeyType: 'HASH' },
        { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
});

/** A rule that takes everything, so that whatever the bus accepted is delivered. */
async function subscribe(eventBridge: EventBridgeClient): Promise<void> {
  await eventBridge.send(new CreateEventBusCommand({ Name: BUS }));
  const EventPattern = JSON.stringify({ source: [{ prefix: '' }] });
  await eventBridge.send(new PutRuleCommand({ Name: 'everything', EventBusName: BUS, EventPattern }));
  const Arn = 'arn:aws:sqs:us-east-1:000000000000:everything';
  await eventBridge.send(
    new PutTargetsCommand({ Rule: 'everything', EventBusName: BUS, Targets: [{ Id: 'queue', Arn }] }),
  );
}

/** DynamoDB with one table and EventBridge with one bus, in memory, behind one endpoint on a free port. */
export async function startLocalAws(): Promise<LocalAws> {
  const database = await openDynamoDb();
  const store = openStore();
  const delivered: DeliveredEvent[] = [];
  const bridge = openEventBridge({
    store,
    clock: systemClock,
    async deliver(_, payload, { traceHeader }) {
      delivered.push({ payload: JSON.parse(payload), traceHeader });
    },
    deadLetter: () => undefined,
  });
  bridge.start();
  const server = await startAwsServer({ port: 0, apis: [database.api, bridge.api] });
  const config = clientConfig(server.endpoint);
  const dynamoDb = new DynamoDBClient(config);
  const eventBridge = new EventBridgeClient(config);
  await dynamoDb.send(tableInput);
  await subscribe(eventBridge);
  return {
    endpoint: server.endpoint,
    dynamoDb,
    eventBridge,
    async deliveredEvents() {
      while (bridge.pendingDeliveries() > 0) await setImmediate();
      return delivered;
    },
    async stop() {
      dynamoDb.destroy();
      eventBridge.destroy();
      await server.close();
      await bridge.close();
      await database.close();
      store.close();
    },
  };
}
