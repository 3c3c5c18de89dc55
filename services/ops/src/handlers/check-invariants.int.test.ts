import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@tradewind/kernel';
import { createLogger } from '@tradewind/middleware';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { dynamoBooks } from '../adapters/dynamo-books.ts';
import { checkInvariants } from '../use-cases/check-invariants.ts';
import { tellReport } from './tell-report.ts';

let cloud: TestCloud;

beforeAll(async () => {
  const services = ['platform', 'inventory', 'orders', 'payments', 'ops'];
  cloud = await startTestCloud({ services, functions: true });
}, 60_000);

afterAll(() => cloud.close());

describe('check-invariants, on the tables as the services declare them', () => {
  it('runs under its own role in a shop without orders', async () => {
    const FunctionName = 'tradewind-ops-dev-check-invariants';
    const answer = await new LambdaClient({}).send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    expect(answer.FunctionError).toBeUndefined();
  }, 30_000);

  it('names a unit of stock that nobody received, and counts it', async () => {
    const level = { pk: 'STOCK#TEA', sk: 'LOCATION#london', sku: 'TEA', locationId: 'london' };
    const texts = Object.fromEntries(Object.entries(level).map(([name, S]) => [name, { S }]));
    const Item = { ...texts, available: { N: '1' }, reserved: { N: '0' } };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: 'tradewind-inventory-dev', Item }));

    const lines: unknown[] = [];
    const log = createLogger({}, { level: 'info', metrics: true, sink: (line) => lines.push(JSON.parse(line)) });
    tellReport(await checkInvariants({ books: dynamoBooks('dev'), clock: systemClock, betweenReadingsMs: 0 }), log);
    expect(lines).toMatchObject([
      { level: 'error', message: 'invariant.broken', invariant: 'stock.conserved', subject: 'TEA at london' },
      { message: 'invariants.checked', broken: 1, parked: 0, orders: 0 },
      { InvariantsBroken: 1 },
      { ParkedOrders: 0 },
    ]);
  });
});
