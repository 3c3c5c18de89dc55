import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { startCloud, type Cloud, type CloudOptions } from './cloud.ts';

export const ROOT = join(import.meta.dirname, '../../..');
export const FIXTURES = join(import.meta.dirname, '../test-fixtures/services');

/** Settings of an SDK client for a cloud's endpoint. */
export function clientSettings(endpoint: string) {
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}

/** The fixture service, running in memory. */
export function startFixture(options: Partial<CloudOptions> = {}): Promise<Cloud> {
  return startCloud({ root: ROOT, servicesDirectory: FIXTURES, ...options });
}

/** Reads rows of the fixture's table past its functions. */
export function itemReader(endpoint: string) {
  const client = new DynamoDBClient(clientSettings(endpoint));
  const read = async (pk: string) => {
    const key = { TableName: 'tradewind-shop-dev', Key: { pk: { S: pk } }, ConsistentRead: true };
    return (await client.send(new GetItemCommand(key))).Item;
  };
  return {
    value: async (pk: string) => (await read(pk))?.['value']?.S,
    times: async (pk: string) => Number((await read(pk))?.['times']?.N ?? 0),
    close: () => client.destroy(),
  };
}

/** Tries until it does not throw any more, for ten seconds. (`@tradewind/testing` builds on this package.) */
export async function eventually<Result>(attempt: () => Promise<Result> | Result, timeoutMs = 10_000): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(20);
    }
  }
}
