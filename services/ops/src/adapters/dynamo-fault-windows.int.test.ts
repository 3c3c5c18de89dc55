import { afterAll, beforeAll, describe } from '@jest/globals';
import { openTable } from '@tradewind/dynamodb';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { dynamoFaultWindows } from './dynamo-fault-windows.ts';
import { faultWindowsSuite } from './fault-windows.suite.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'ops', as: 'on-log-alert' });
});

afterAll(() => cloud.close());

describe('windows of faults: in DynamoDB, under the role of the function', () => {
  faultWindowsSuite(() => dynamoFaultWindows(openTable('tradewind-ops-dev')));
});
