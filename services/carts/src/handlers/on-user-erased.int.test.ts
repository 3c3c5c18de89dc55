import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserErased } from '@tradewind/contracts/identity/user-erased.v1';
import { openTable } from '@tradewind/dynamodb';
import { newId, systemClock } from '@tradewind/kernel';
import { lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dynamoCarts } from '../adapters/dynamo-carts.ts';
import { emptyCart } from '../test-support/samples.ts';
import { handler } from './on-user-erased.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'carts'], functions: false });
  process.env['TABLE_NAME'] = 'tradewind-carts-dev';
  process.env['EVENT_BUS_NAME'] = 'tradewind-dev';
  process.env['LOG_LEVEL'] = 'silent';
});

afterAll(() => cloud.close());

const batch = (body: unknown) => ({
  Records: [{ messageId: 'm-1', body: typeof body === 'string' ? body : JSON.stringify(body) }],
});

describe('on-user-erased', () => {
  it('deletes every cart of the person and none of others, and may be repeated', async () => {
    const carts = dynamoCarts(openTable('tradewind-carts-dev'));
    const userId = newId('usr');
    const own = [emptyCart({ owner: { userId } }), emptyCart({ owner: { userId } })];
    const others = [emptyCart(), emptyCart({ owner: { tokenHash: 'a'.repeat(64) } })];
    for (const cart of [...own, ...others]) await carts.create(cart);

    const trace = { requestId: 'req-1', correlationId: 'cor-1' };
    const data = { userId, email: 'ada@example.com', name: 'Ada' };
    const { source, detailType, detail } = UserErased.create(data, trace, systemClock);
    for (let delivery = 1; delivery <= 2; delivery += 1) {
      const message = batch({ source, 'detail-type': detailType, detail });
      await expect(handler(message, lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
    }
    for (const { id } of own) await expect(carts.find(id)).resolves.toBeUndefined();
    for (const cart of others) await expect(carts.find(cart.id)).resolves.toEqual(cart);
  });

  it('takes its sample event', async () => {
    const file = path.join(import.meta.dirname, '../../events/on-user-erased.json');
    const event: unknown = JSON.parse(readFileSync(file, 'utf8'));
    await expect(handler(event, lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
  });

  it.each([
    ['no JSON', '{'],
    ['another event', { source: 'tradewind.identity', 'detail-type': 'x', detail: {} }],
  ])('leaves %s to the dead letter queue', async (_, body) => {
    await expect(handler(batch(body), lambdaContext())).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-1' }],
    });
  });
});
