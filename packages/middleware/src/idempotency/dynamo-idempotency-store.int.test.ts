import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dynamoDbClient, openTable } from '@tradewind/dynamodb';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { dynamoIdempotencyStore } from './dynamo-idempotency-store.ts';
import { idempotencyStoreSuite, movableClock } from './idempotency-store.suite.ts';
import { RETENTION_S } from './idempotency-store.ts';

const TABLE = 'idempotency-test';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
  await dynamoDbClient().send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
});

afterAll(async () => {
  dynamoDbClient().destroy();
  await cloud.close();
});

idempotencyStoreSuite((clock) => dynamoIdempotencyStore(openTable(TABLE), clock));

it('leaves rows that TTL removes a day after the answer, and no client key in them', async () => {
  const clock = movableClock();
  const now = clock.now().getTime();
  const store = dynamoIdempotencyStore(openTable(TABLE), clock);
  const outcome = await store.begin({ id: 'scope-1', fingerprint: 'f', leaseUntil: now + 5_000 });
  if (outcome.state !== 'begun') throw new Error(outcome.state);
  const row = () => openTable(TABLE).get({ pk: 'IDEMPOTENCY#scope-1', sk: 'IDEMPOTENCY' }, { consistent: true });
  await expect(row()).resolves.toMatchObject({ expiresAt: now / 1000 + 5 + RETENTION_S });
  await store.complete(outcome.lease, { statusCode: 204, headers: {}, body: '' });
  await expect(row()).resolves.toMatchObject({ expiresAt: now / 1000 + RETENTION_S, result: { statusCode: 204 } });
});

it('lets other failures out', async () => {
  const store = dynamoIdempotencyStore(openTable('no-such-table'));
  const begin = store.begin({ id: 'a', fingerprint: 'f', leaseUntil: Date.now() });
  await expect(begin).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const lease = { id: 'a', token: 't' };
  await expect(store.complete(lease, { statusCode: 204, headers: {}, body: '' })).rejects.toThrow();
  await expect(store.release(lease)).rejects.toThrow();
});
