import { describe, expect, it } from '@jest/globals';
import { OUTBOX_PREFIX, outboxWrite } from './outbox.ts';

const detail = {
  id: 'evt_01JZZZZZZZZZZZZZZZZZZZZZZZ',
  occurredAt: '2026-01-31T09:30:00.000Z',
  correlationId: 'correlation-1',
  causationId: 'request-1',
  data: { orderId: 'ord_1' },
};

describe('outboxWrite', () => {
  it('keeps the whole event in a row of its own, found by the event id', () => {
    const write = outboxWrite({ source: 'tradewind.orders', detailType: 'orders.order-cancelled.v1', detail });
    expect(write).toEqual({
      put: {
        pk: `${OUTBOX_PREFIX}${detail.id}`,
        sk: 'EVENT',
        source: 'tradewind.orders',
        detailType: 'orders.order-cancelled.v1',
        detail: JSON.stringify(detail),
      },
    });
  });
});
