import { expect } from '@jest/globals';
import { openDynamoDb, type LocalDynamoDb } from './index.ts';

/** Keys `pk` and `sk`; `attr` is the sort key of a local and the hash key of a global index, `bytes` that of another. */
export const TABLE = 'tradewind-faults';
/** A table with a binary key. */
export const BINARY = 'tradewind-faults-binary';

const attribute = (AttributeName: string, AttributeType = 'S') => ({ AttributeName, AttributeType });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });
const ALL = { ProjectionType: 'ALL' };

/** An empty database with these two tables, in memory. */
export async function openForFaults(): Promise<LocalDynamoDb> {
  const database = await openDynamoDb();
  await database.api.invoke('CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [attribute('pk'), attribute('sk'), attribute('attr'), attribute('bytes', 'B')],
    KeySchema: [hash('pk'), range('sk')],
    LocalSecondaryIndexes: [{ IndexName: 'lsi1', KeySchema: [hash('pk'), range('attr')], Projection: ALL }],
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', KeySchema: [hash('attr')], Projection: ALL },
      { IndexName: 'gsi2', KeySchema: [hash('bytes')], Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  });
  await database.api.invoke('CreateTable', {
    TableName: BINARY,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [attribute('pk', 'B')],
    KeySchema: [hash('pk')],
  });
  return database;
}

/** A request by its operation, and the message of the ValidationException that it must answer. */
export type Fault = readonly [why: string, operation: string, input: object, message: string | RegExp];

export async function expectFault(
  database: LocalDynamoDb,
  operation: string,
  input: object,
  message: string | RegExp,
): Promise<void> {
  await expect(database.api.invoke(operation, input)).rejects.toMatchObject({
    code: 'ValidationException',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
}
