import { beforeAll, describe, expect, it } from '@jest/globals';
import { lambdaContext } from '@tradewind/testing';
import { batchOf, sampleEvents } from '../test-support/samples.ts';
import { handler } from './send-mail.ts';

const [registered] = sampleEvents();

beforeAll(() => {
  // Nothing listens there: whatever were sent would fail.
  process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
  process.env['TABLE_NAME'] = 'no-such-table';
  process.env['SENDER_ADDRESS'] = 'orders@tradewind.test';
  process.env['SHOP_PARAMETER'] = '/no-such-parameter';
  process.env['LOG_LEVEL'] = 'silent';
});

describe('send-mail', () => {
  it.each([
    ['no JSON', '{'],
    ['no event', { hello: 'world' }],
    ['an event of another service', { ...registered, source: 'tradewind.catalog' }],
    ['an event of another version', { ...registered, 'detail-type': 'identity.user-registered.v9' }],
    ['an event without data', { ...registered, detail: { ...registered?.detail, data: {} } }],
    ['an event without envelope', { ...registered, detail: registered?.detail.data }],
  ])('leaves %s to the dead letter queue', async (_, body) => {
    await expect(handler(batchOf(body), lambdaContext())).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-1' }],
    });
  });

  it('fails as a whole for what is no batch', async () => {
    await expect(handler({ records: [] }, lambdaContext())).rejects.toThrow('Records');
  });

  it('mails nobody because of a replay', async () => {
    const replayed = { ...registered, 'replay-name': 'after-the-outage' };
    await expect(handler(batchOf(replayed, replayed), lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
  });
});
