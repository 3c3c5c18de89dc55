import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
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

  it('lets clients act under the role of a function', async () => {
    const cloud = await startTestCloud({ service: 'carts', as: 'get-cart' });
    const client = new DynamoDBClient({});
    const get = new GetItemCommand({ TableName: 'tradewind-carts-dev', Key: { pk: { S: 'a' }, sk: { S: 'a' } } });
    await expect(client.send(get)).resolves.not.toHaveProperty('Item');
    await expect(client.send(new ListTablesCommand({}))).rejects.toThrow(
      'assumed-role/tradewind-carts-dev-get-cart/tradewind-carts-dev-get-cart is not authorized to perform: dynamodb:ListTables',
    );
    client.destroy();
    await cloud.close();
  });

  it('refuses a service that is not there', async () => {
    await expect(startTestCloud({ service: 'nowhere' })).rejects.toThrow('services/nowhere');
  });
});
