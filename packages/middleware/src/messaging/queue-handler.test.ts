import { describe, expect, it } from '@jest/globals';
import { defineEvent, type EventEnvelope } from '@tradewind/contracts/events/event';
import { systemClock, type TraceContext } from '@tradewind/kernel';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import type { Assignable, Same } from '../fixtures/type-equality.ts';
import { on, type EventContext, type SubscriptionOptions } from './event-bridge.ts';
import { eventHandler, eventHandlers } from './event-handler.ts';
import { queueHandler } from './queue-handler.ts';

const OrderCancelled = defineEvent({
  service: 'orders',
  name: 'order-cancelled',
  version: 1,
  data: z.strictObject({ orderId: z.string() }),
});
const UserRegistered = defineEvent({
  service: 'identity',
  name: 'user-registered',
  version: 1,
  data: z.strictObject({ userId: z.string() }),
});

const SENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const trace: TraceContext = { requestId: 'req-1', correlationId: 'corr-1', traceparent: SENT };

function fromBus(event: { source: string; detailType: string; detail: unknown }, extra: object = {}) {
  return { id: 'bus-1', source: event.source, 'detail-type': event.detailType, detail: event.detail, ...extra };
}

function cancelled(orderId: string) {
  return OrderCancelled.create({ orderId }, trace, systemClock);
}

function batch(...bodies: string[]) {
  return { Records: bodies.map((body, index) => ({ messageId: `m${index}`, body, eventSource: 'aws:sqs' })) };
}

function failuresOf({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) {
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

describe('queueHandler', () => {
  it('hands each event to its subscription, with deps made once', async () => {
    const seen: string[] = [];
    let made = 0;
    const handler = queueHandler(
      {
        deps: () => {
          made += 1;
          return { seen };
        },
      },
      on(OrderCancelled, { replays: 'apply' }, async ({ event, deps }) => void deps.seen.push(event.data.orderId)),
      on(UserRegistered, { replays: 'apply' }, async ({ event, deps }) => void deps.seen.push(event.data.userId)),
    );
    const registered = UserRegistered.create({ userId: 'usr_1' }, trace, systemClock);
    const bodies = [cancelled('ord_1'), registered].map((event) => JSON.stringify(fromBus(event)));
    await expect(handler(batch(...bodies), lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
    await handler(batch(), lambdaContext());
    expect(seen).toEqual(['ord_1', 'usr_1']);
    expect(made).toBe(1);
  });

  it('carries the event’s trace on, with the event as its cause', async () => {
    const traces: TraceContext[] = [];
    const event = cancelled('ord_1');
    const handler = queueHandler(
      { deps: () => ({}) },
      on(OrderCancelled, { replays: 'apply' }, async (context) => void traces.push(context.trace)),
    );
    await handler(batch(JSON.stringify(fromBus(event))), lambdaContext());
    expect(traces).toEqual([
      {
        requestId: 'aws-request-1',
        correlationId: 'corr-1',
        causationId: event.detail.id,
        traceparent: expect.stringMatching(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)/),
      },
    ]);
  });

  it('tells a replay by its name, under a key of its own', async () => {
    const seen: (string | undefined)[][] = [];
    const handler = queueHandler(
      { deps: () => ({}) },
      on(
        OrderCancelled,
        { replays: 'apply' },
        async ({ replayName, deduplicationKey }) => void seen.push([replayName, deduplicationKey]),
      ),
    );
    const event = cancelled('ord_1');
    const { id } = event.detail;
    const bodies = [fromBus(event), ...['a', 'b'].map((name) => fromBus(event, { 'replay-name': name }))];
    await handler(batch(...bodies.map((body) => JSON.stringify(body))), lambdaContext());
    expect(seen).toEqual([
      [undefined, id],
      ['a', `${id}#a`],
      ['b', `${id}#b`],
    ]);
  });

  it('drops replays for who wants none, even before it has its deps', async () => {
    const seen: string[] = [];
    let made = 0;
    const handler = queueHandler(
      { deps: () => ((made += 1), {}) },
      on(OrderCancelled, { replays: 'drop' }, async ({ event }) => void seen.push(event.data.orderId)),
    );
    const replayed = fromBus(cancelled('ord_1'), { 'replay-name': 'rebuild-1' });
    expect(failuresOf(await handler(batch(JSON.stringify(replayed)), lambdaContext()))).toEqual([]);
    expect([made, seen]).toEqual([0, []]);
    await handler(batch(JSON.stringify(fromBus(cancelled('ord_2')))), lambdaContext());
    expect(seen).toEqual(['ord_2']);
  });

  it('reports exactly the messages that failed', async () => {
    const handler = queueHandler(
      { deps: () => ({}) },
      on(OrderCancelled, { replays: 'apply' }, async ({ event }) => {
        if (event.data.orderId === 'bad') throw new Error('mail server');
      }),
    );
    const bodies = ['good', 'bad', 'fine'].map((orderId) => JSON.stringify(fromBus(cancelled(orderId))));
    expect(failuresOf(await handler(batch(...bodies), lambdaContext()))).toEqual(['m1']);
  });

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['null', 'null'],
    ['another envelope', '{"Message":"hello"}'],
    [
      'an event that nobody subscribed to',
      JSON.stringify(fromBus(UserRegistered.create({ userId: 'u' }, trace, systemClock))),
    ],
    ['the right name from a foreign source', JSON.stringify(fromBus({ ...cancelled('o'), source: 'evil' }))],
    ['data against the schema', JSON.stringify(fromBus({ ...cancelled('o'), detail: { data: { email: 'a@b.c' } } }))],
  ])('fails a message that is %s', async (_, body) => {
    const handler = queueHandler(
      { deps: () => ({}) },
      on(OrderCancelled, { replays: 'apply' }, async () => {}),
    );
    const good = JSON.stringify(fromBus(cancelled('ord_1')));
    expect(failuresOf(await handler(batch(good, body), lambdaContext()))).toEqual(['m1']);
  });

  it('fails what it is given while its deps cannot be made, and recovers', async () => {
    let broken = true;
    const deps = () => {
      if (broken) throw new Error('TABLE_NAME is missing');
      return {};
    };
    const handler = queueHandler(
      { deps },
      on(OrderCancelled, { replays: 'apply' }, async () => {}),
    );
    const body = JSON.stringify(fromBus(cancelled('ord_1')));
    expect(failuresOf(await handler(batch(body), lambdaContext()))).toEqual(['m0']);
    broken = false;
    expect(failuresOf(await handler(batch(body), lambdaContext()))).toEqual([]);
  });

  it('rejects what is no batch', async () => {
    const handler = queueHandler(
      { deps: () => ({}) },
      on(OrderCancelled, { replays: 'apply' }, async () => {}),
    );
    await expect(handler({ hello: 'world' }, lambdaContext())).rejects.toThrow();
  });

  it('fails any unreadable body and only that', async () => {
    const handler = queueHandler(
      { deps: () => ({}) },
      on(OrderCancelled, { replays: 'apply' }, async () => {}),
    );
    const garbage = fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(garbage, async (bodies) => {
        const good = JSON.stringify(fromBus(cancelled('ord_1')));
        const failed = failuresOf(await handler(batch(...bodies, good), lambdaContext()));
        expect(failed).toEqual(bodies.map((_, index) => `m${index}`));
      }),
    );
  });
});

describe('eventHandler', () => {
  it('handles one event straight from a rule, and lets failures out to Lambda', async () => {
    const seen: string[] = [];
    const handler = eventHandler(
      OrderCancelled,
      { deps: () => ({ seen }), replays: 'apply' },
      async ({ event, deps }) => {
        if (event.data.orderId === 'bad') throw new Error('no');
        deps.seen.push(event.data.orderId);
      },
    );
    await handler(fromBus(cancelled('ord_1')), lambdaContext());
    expect(seen).toEqual(['ord_1']);
    await expect(handler(fromBus(cancelled('bad')), lambdaContext())).rejects.toThrow('no');
  });

  it('rejects events that it is not for', async () => {
    const handler = eventHandlers(
      { deps: () => ({}) },
      on(OrderCancelled, { replays: 'apply' }, async () => {}),
    );
    const other = UserRegistered.create({ userId: 'u' }, trace, systemClock);
    await expect(handler(fromBus(other), lambdaContext())).rejects.toThrow(/No handler for identity/);
    await expect(handler(undefined, lambdaContext())).rejects.toThrow();
  });
});

describe('types', () => {
  it('leaves nobody undecided about replays', () => {
    const undecided: Assignable<object, SubscriptionOptions> = false;
    expect(undecided).toBe(false);
  });

  it('gives a handler the data of its event', () => {
    type Context = EventContext<{ orderId: string }, { seen: string[] }>;
    const data: Same<Context['event'], EventEnvelope<{ orderId: string }>> = true;
    const deps: Same<Context['deps'], { seen: string[] }> = true;
    expect([data, deps]).toEqual([true, true]);
  });
});
