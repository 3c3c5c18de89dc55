import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTable } from '@tradewind/dynamodb';
import { newId, systemClock } from '@tradewind/kernel';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { claimDelivery } from '../domain/delivery.ts';
import { deliveriesSuite } from './deliveries.suite.ts';
import { dynamoDeliveries } from './dynamo-deliveries.ts';

const TABLE_NAME = 'tradewind-notifications-dev';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'notifications' });
});

afterAll(() => cloud.close());

deliveriesSuite('on DynamoDB', async () => dynamoDeliveries(openTable(TABLE_NAME)));

describe('rows of deliveries', () => {
  it('tell what was sent when, run out, and hold no address', async () => {
    const table = openTable(TABLE_NAME);
    const eventId = newId('evt');
    const claim = claimDelivery(eventId, 'welcome', systemClock);
    await dynamoDeliveries(table).claim(claim);
    await dynamoDeliveries(table).markSent(eventId, { messageId: 'mail-1', sentAt: claim.claimedAt });
    await expect(table.get({ pk: `DELIVERY#${eventId}`, sk: 'MAIL' }, { consistent: true })).resolves.toEqual({
      pk: `DELIVERY#${eventId}`,
      sk: 'MAIL',
      status: 'sent',
      kind: 'welcome',
      claimedAt: claim.claimedAt,
      messageId: 'mail-1',
      sentAt: claim.claimedAt,
      expiresAt: expect.any(Number),
    });
  });
});
