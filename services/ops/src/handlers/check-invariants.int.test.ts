import { PutItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { handler } from './check-invariants.ts';

let cloud: TestCloud;
const before = { ...process.env };

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'inventory', 'orders', 'payments', 'ops'] });
  Object.assign(process.env, { STAGE: 'dev', METRICS: 'on' });
}, 60_000);

afterAll(async () => {
  process.env = before;
  await cloud.close();
});

async function linesOfCheck(): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    lines.push(JSON.parse(String(chunk)));
    return true;
  });
  try {
    await handler({}, lambdaContext({ functionName: 'tradewind-ops-dev-check-invariants' }));
    return lines;
  } finally {
    spy.mockRestore();
  }
}

describe('check-invariants, on the tables as the services declare them', () => {
  it('says that nothing is broken, as a metric, in a shop without orders', async () => {
    const lines = await linesOfCheck();
    expect(lines).toContainEqual(expect.objectContaining({ message: 'invariants.checked', broken: 0, parked: 0 }));
    expect(lines).toContainEqual(expect.objectContaining({ InvariantsBroken: 0, stage: 'dev' }));
    expect(lines).toContainEqual(expect.objectContaining({ ParkedOrders: 0 }));
  });

  it('names a unit of stock that nobody received', async () => {
    const level = { pk: 'STOCK#TEA', sk: 'LOCATION#london', sku: 'TEA', locationId: 'london' };
    const texts = Object.fromEntries(Object.entries(level).map(([name, S]) => [name, { S }]));
    const Item = { ...texts, available: { N: '1' }, reserved: { N: '0' } };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: 'tradewind-inventory-dev', Item }));
    const lines = await linesOfCheck();
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'invariant.broken', invariant: 'stock.conserved' }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ InvariantsBroken: 1 }));
  }, 20_000);
});
