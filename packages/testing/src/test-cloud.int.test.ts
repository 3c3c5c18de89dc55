import { describe, expect, it } from '@jest/globals';
import { ListTablesCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startTestCloud } from './test-cloud.ts';

describe('startTestCloud', () => {
  it('has the resources of one service, where clients find them by themselves, and goes away without a trace', async () => {
    const before = process.env['AWS_ENDPOINT_URL'];
    const cloud = await startTestCloud({ service: 'carts' });
    expect(process.env['AWS_ENDPOINT_URL']).toBe(cloud.endpoint);
    const client = new DynamoDBClient({});
    const { TableNames } = await client.send(new ListTablesCommand({}));
    client.destroy();
    expect(TableNames).toEqual(['tradewind-carts-dev']);
    await cloud.close();
    expect(process.env['AWS_ENDPOINT_URL']).toBe(before);
    await expect(fetch(cloud.endpoint)).rejects.toThrow('fetch failed');
  });

  it('refuses a service that is not there', async () => {
    await expect(startTestCloud({ service: 'nowhere' })).rejects.toThrow('services/nowhere');
  });
});
