import { describe, expect, it } from '@jest/globals';
import { defineEvent } from '@tradewind/contracts/events/event';
import { systemClock, type TraceContext } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { linesWritten } from '../fixtures/lines-written.ts';
import { on } from './event-bridge.ts';
import { messageHandler } from './message-handler.ts';
import { queueHandler } from './queue-handler.ts';

const X_RAY = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
const SENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const StockFeed = z.object({ sku: z.string() });
const OrderPlaced = defineEvent({
  service: 'orders',
  name: 'order-placed',
  version: 1,
  data: z.object({ orderId: z.string() }),
});

function batch(body: unknown, receives = '1') {
  const attributes = { ApproximateReceiveCount: receives, AWSTraceHeader: X_RAY };
  return { Records: [{ messageId: 'm0', body: JSON.stringify(body), attributes }] };
}

function fromBus(traceparent: string | undefined) {
  const trace = { requestId: 'req-1', correlationId: 'corr-1', ...(traceparent === undefined ? {} : { traceparent }) };
  const { source, detailType, detail } = OrderPlaced.create({ orderId: 'ord_1' }, trace, systemClock);
  return { source, 'detail-type': detailType, detail };
}

async function consumed(
  event: object,
  receives?: string,
): Promise<{ traces: TraceContext[]; lines: Record<string, unknown>[] }> {
  const traces: TraceContext[] = [];
  const handler = queueHandler(
    { deps: () => ({}) },
    on(OrderPlaced, { replays: 'apply' }, async ({ trace }) => void traces.push(trace)),
  );
  return { traces, lines: await linesWritten(() => handler(batch(event, receives), lambdaContext())) };
}

describe('messages of a queue', () => {
  it('that a gateway put there go on in its trace, and say how they ended', async () => {
    const handler = messageHandler(StockFeed, { deps: () => ({}) }, async () => {});
    const lines = await linesWritten(() => handler(batch({ sku: 'TEA' }, '3'), lambdaContext()));
    expect(lines).toContainEqual(
      expect.objectContaining({
        message: 'message handled',
        messageId: 'm0',
        sku: 'TEA',
        attempt: 3,
        traceparent: expect.stringContaining('5759e988bd862e3fe1be46a994272793'),
        parentSpanId: '53995c3f42cd8ad8',
        durationMs: expect.any(Number),
      }),
    );
  });

  it('that break their schema say so by its paths, in the same trace', async () => {
    const handler = messageHandler(StockFeed, { deps: () => ({}) }, async () => {});
    const lines = await linesWritten(() => handler(batch({ sku: 5 }), lambdaContext()));
    expect(lines).toContainEqual(
      expect.objectContaining({
        message: 'record failed',
        issues: ['sku invalid_type'],
        parentSpanId: '53995c3f42cd8ad8',
      }),
    );
  });

  it('that are events go on in the event’s own trace, and in the queue’s where it has none', async () => {
    const own = await consumed(fromBus(SENT));
    expect(own.traces[0]?.traceparent).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
    const foreign = await consumed(fromBus(undefined));
    expect(foreign.traces[0]?.traceparent).toContain('5759e988bd862e3fe1be46a994272793');
  });

  it('that come again say which time it is', async () => {
    const { lines } = await consumed(fromBus(SENT), '2');
    expect(lines).toContainEqual(
      expect.objectContaining({
        message: 'event handled',
        attempt: 2,
        orderId: 'ord_1',
        detailType: 'orders.order-placed.v1',
      }),
    );
    const first = await consumed(fromBus(SENT));
    expect(first.lines.some(({ attempt }) => attempt !== undefined)).toBe(false);
  });
});
