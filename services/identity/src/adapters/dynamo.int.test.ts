import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoDbClient, OUTBOX_PREFIX, openTable } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import * as z from 'zod/mini';
import { pendingUntil, type PendingAccount } from '../domain/account.ts';
import type { OutgoingEvent } from '../domain/ports.ts';
import { addressBooksSuite } from './address-books.suite.ts';
import { attemptCounterSuite } from './attempt-counter.suite.ts';
import { dynamoAddressBooks } from './dynamo-address-books.ts';
import { dynamoAttemptCounter } from './dynamo-attempt-counter.ts';
import { dynamoSignInFailures } from './dynamo-sign-in-failures.ts';
import { dynamoUsers } from './dynamo-users.ts';
import { signInFailuresSuite } from './sign-in-failures.suite.ts';
import { accountKey, userRow } from './user-rows.ts';
import { usersSuite } from './users.suite.ts';

const TABLE_NAME = 'tradewind-identity-dev';

const OutboxRow = z.object({ source: z.string(), detailType: z.string(), detail: z.string() });
const Detail = z.object({
  id: z.string(),
  occurredAt: z.string(),
  correlationId: z.string(),
  causationId: z.string(),
  data: z.unknown(),
});

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'identity' });
});

afterAll(() => cloud.close());

async function outbox(): Promise<OutgoingEvent[]> {
  const { Items = [] } = await dynamoDbClient().send(
    new ScanCommand({
      TableName: TABLE_NAME,
      FilterExpression: 'begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': { S: OUTBOX_PREFIX } },
    }),
  );
  return Items.map((item) => {
    const { source, detailType, detail } = OutboxRow.parse(unmarshall(item));
    return { source, detailType, detail: Detail.parse(JSON.parse(detail)) };
  });
}

usersSuite('on DynamoDB', async () => ({ users: dynamoUsers(openTable(TABLE_NAME)), outbox }));
attemptCounterSuite('on DynamoDB', async () => dynamoAttemptCounter(openTable(TABLE_NAME)));
addressBooksSuite('on DynamoDB', async () => {
  const table = openTable(TABLE_NAME);
  const now = '2026-01-31T09:30:00.000Z';
  return {
    books: dynamoAddressBooks(table),
    addUser: (id) =>
      table.put(userRow({ id, name: 'Ada', email: `${id}@example.com`, version: 1, createdAt: now, updatedAt: now })),
  };
});
signInFailuresSuite('on DynamoDB', async () => dynamoSignInFailures(openTable(TABLE_NAME)));

describe('rows', () => {
  const pending: PendingAccount = {
    status: 'pending',
    userId: newId('usr'),
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    requestedAt: '2026-01-31T09:30:00.000Z',
  };

  it('of unproved requests run out', async () => {
    const table = openTable(TABLE_NAME);
    await dynamoUsers(table).claimAddress(pending);
    await expect(table.get(accountKey(pending.email))).resolves.toMatchObject({ expiresAt: pendingUntil(pending) });
  });

  it('of proved addresses stay, and keep no name', async () => {
    const table = openTable(TABLE_NAME);
    const { userId, email, name } = pending;
    const user = {
      id: userId,
      email,
      name,
      version: 1,
      createdAt: pending.requestedAt,
      updatedAt: pending.requestedAt,
    };
    const detail = {
      id: newId('evt'),
      occurredAt: pending.requestedAt,
      correlationId: 'c',
      causationId: 'r',
      data: {},
    };
    await dynamoUsers(table).completeRegistration({
      account: { status: 'confirmed', userId, email },
      user,
      event: { source: 'tradewind.identity', detailType: 'identity.user-registered.v1', detail },
    });
    await expect(table.get(accountKey(email), { consistent: true })).resolves.toEqual({
      ...accountKey(email),
      status: 'confirmed',
      userId,
      email,
    });
  });

  it('of counters run out with their window', async () => {
    const table = openTable(TABLE_NAME);
    await dynamoAttemptCounter(table).increment('sign-in#ada@example.com#7', 1_769_852_700);
    await expect(table.get({ pk: 'ATTEMPTS#sign-in#ada@example.com#7', sk: 'COUNTER' })).resolves.toMatchObject({
      expiresAt: 1_769_852_700,
    });
  });
});
