import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { logHandler, type LogBatch } from './log-handler.ts';

const batch = {
  messageType: 'DATA_MESSAGE',
  owner: '000000000000',
  logGroup: '/aws/lambda/tradewind-orders-dev-create-checkout',
  logStream: '2026/01/31/[$LATEST]00000000000000000000000000000000',
  subscriptionFilters: ['alerts'],
  logEvents: [{ id: '1', timestamp: 1_769_851_800_000, message: 'Task timed out after 3.00 seconds' }],
};

const packed = (value: unknown) => ({ awslogs: { data: gzipSync(JSON.stringify(value)).toString('base64') } });

function handling() {
  const batches: LogBatch[] = [];
  const handler = logHandler({ deps: () => ({}) }, async (context) => {
    batches.push(context.batch);
  });
  return { batches, run: (payload: unknown) => handler(payload, lambdaContext()) };
}

describe('logHandler', () => {
  it('hands over the lines with their log group', async () => {
    const { batches, run } = handling();
    await run(packed(batch));
    expect(batches).toMatchObject([{ logGroup: batch.logGroup, logEvents: batch.logEvents }]);
  });

  it('takes a control message for what it is', async () => {
    const { batches, run } = handling();
    await run(packed({ ...batch, messageType: 'CONTROL_MESSAGE' }));
    expect(batches).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['another event', { Records: [] }],
    ['text that is not base64', { awslogs: { data: '%%%' } }],
    ['what is not gzip', { awslogs: { data: Buffer.from('plain').toString('base64') } }],
    ['a cut-off gzip', { awslogs: { data: packed(batch).awslogs.data.slice(0, 80) } }],
    ['what is not JSON', { awslogs: { data: gzipSync('not JSON').toString('base64') } }],
    ['another document', packed({ messageType: 'DATA_MESSAGE' })],
    ['more than fits', { awslogs: { data: gzipSync(Buffer.alloc(17 * 1024 * 1024)).toString('base64') } }],
  ])('fails for %s, so that it ends where failures are kept', async (_, payload) => {
    const { batches, run } = handling();
    await expect(run(payload)).rejects.toThrow('The payload is no batch of log events.');
    expect(batches).toEqual([]);
  });
});
