import { describe, expect, it } from '@jest/globals';
import { idPattern } from '@tradewind/kernel';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { allEvents } from '../all.ts';
import { defineEvent } from './event.ts';

const clock = { now: () => new Date('2026-01-31T09:30:00.000Z') };
const trace = { requestId: 'req-1', correlationId: 'cor-1' };
const OrderPlaced = defineEvent({
  service: 'orders',
  name: 'order-placed',
  version: 2,
  data: z.strictObject({ orderId: z.string() }),
});

describe('defineEvent', () => {
  it('names source and detail-type by service, event and version', () => {
    expect([OrderPlaced.source, OrderPlaced.detailType]).toEqual(['tradewind.orders', 'orders.order-placed.v2']);
  });

  it('creates an envelope that says when it happened and what caused it', () => {
    const { detail } = OrderPlaced.create({ orderId: 'ord_1' }, trace, clock);
    expect(detail).toMatchObject({
      id: expect.stringMatching(idPattern('evt')),
      occurredAt: '2026-01-31T09:30:00.000Z',
      correlationId: 'cor-1',
      causationId: 'req-1',
    });
  });

  it('names the causing event instead of the request when there is one', () => {
    const { detail } = OrderPlaced.create({ orderId: 'ord_1' }, { ...trace, causationId: 'evt_1' }, clock);
    expect(detail.causationId).toBe('evt_1');
  });

  it('refuses data that break the schema, on the way out and on the way in', () => {
    const { detail } = OrderPlaced.create({ orderId: 'ord_1' }, trace, clock);
    expect(() => OrderPlaced.parse({ ...detail, data: { orderId: 7 } })).toThrow();
    expect(() => OrderPlaced.parse({ ...detail, id: undefined })).toThrow();
    expect(() => OrderPlaced.parse('nonsense')).toThrow();
  });
});

describe('golden samples', () => {
  it.each(allEvents.map((event) => [event.detailType, event] as const))('%s still parses', (_, event) => {
    const file = path.join(import.meta.dirname, `../${event.service}/samples/${event.name}.v${event.version}.json`);
    expect(event.parse(JSON.parse(readFileSync(file, 'utf8')))).toHaveProperty('data');
  });
});
