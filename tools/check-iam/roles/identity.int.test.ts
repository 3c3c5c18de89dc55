import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
beforeAll(async () => {
  shop = await openServices('identity');
}, 60_000);
afterAll(() => shop.cloud.close());

describe('the functions of identity do their work with the roles they have', () => {
  it('gives up what cannot be an event', async () => {
    expect(await shop.failsToPublish('identity')).toContain('RetryAttemptsExhausted');
  }, 30_000);
});
