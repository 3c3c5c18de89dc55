import { describe, expect, it } from '@jest/globals';
import { defineEvent } from '@tradewind/contracts/events/event';
import type { OutboxStreamRecord } from '@tradewind/dynamodb/outbox-publisher';
import { systemClock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { linesWritten } from '../fixtures/lines-written.ts';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import type { Assignable } from '../fixtures/type-equality.ts';
import { counting, outboxHandler } from './outbox-handler.ts';
import type { StreamRecord } from './stream-handler.ts';

const SENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const OrderConfirmed = defineEvent({
  service: 'orders',
  name: 'order-confirmed',
  version: 1,
  data: z.strictObject({ orderId: z.string() }),
});

function row(sequence: number, eventName = 'INSERT') {
  const trace = { requestId: 'req-1', correlationId: 'corr-1', traceparent: SENT };
  const { detail, detailType } = OrderConfirmed.create({ orderId: `ord_${sequence}` }, trace, systemClock);
  const NewImage = {
    pk: { S: `OUTBOX#${detail.id}` },
    detailType: { S: detailType },
    detail: { S: JSON.stringify(detail) },
  };
  return { eventName, dynamodb: { SequenceNumber: String(sequence), NewImage } };
}

const publishing = (...failed: string[]) => ({ deps: () => ({ publish: async () => ({ failed }) }) });

describe('outboxHandler', () => {
  it('gives the whole batch to the publisher and reports what it could not publish', async () => {
    const batches: (readonly OutboxStreamRecord[])[] = [];
    const publisher = {
      async publish(records: readonly OutboxStreamRecord[]) {
        batches.push(records);
        return { failed: ['2'] };
      },
    };
    const handler = outboxHandler({ deps: () => publisher });
    const response = await handler({ Records: [row(1), row(2)] }, lambdaContext());
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(batches).toMatchObject([[{ dynamodb: { SequenceNumber: '1' } }, { dynamodb: { SequenceNumber: '2' } }]]);
  });

  it('fails the whole batch if there is no publisher', async () => {
    const handler = outboxHandler({
      deps: () => {
        throw new Error('EVENT_BUS_NAME is missing');
      },
    });
    await expect(handler({ Records: [row(1)] }, lambdaContext())).rejects.toThrow('EVENT_BUS_NAME');
  });

  it('passes records in the publisher’s own shape', () => {
    const fits: Assignable<StreamRecord, OutboxStreamRecord> = true;
    expect(fits).toBe(true);
  });

  it('tells of each published event in the trace of the request that caused it', async () => {
    const lines = await linesWritten(async () => {
      await outboxHandler(publishing('2'))({ Records: [row(1), row(2), row(3, 'REMOVE')] }, lambdaContext());
    });
    expect(lines.filter(({ message }) => message === 'event published')).toEqual([
      expect.objectContaining({
        detailType: 'orders.order-confirmed.v1',
        eventId: expect.stringMatching(/^evt_/),
        orderId: 'ord_1',
        correlationId: 'corr-1',
        causationId: 'req-1',
        traceparent: SENT,
      }),
    ]);
  });

  it('counts only what was published, by the data of the event', async () => {
    const counted: string[] = [];
    const measures = [counting(OrderConfirmed, ({ orderId }) => void counted.push(orderId))];
    await outboxHandler({ ...publishing('1'), measures })({ Records: [row(1), row(2)] }, lambdaContext());
    expect(counted).toEqual(['ord_2']);
  });
});
