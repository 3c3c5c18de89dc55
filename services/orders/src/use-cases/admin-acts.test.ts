import { describe, expect, it } from '@jest/globals';
import type { Caller } from '@tradewind/kernel';
import { inMemoryOrders } from '../adapters/in-memory-orders.ts';
import type { OrderRepository } from '../domain/ports.ts';
import { orderIn, SHOPPER } from '../test-support/sample-orders.ts';
import { cancelOrder } from './cancel-order.ts';
import { getOrder } from './get-order.ts';

const trace = { requestId: 'req-1', correlationId: 'cor-1' };
const clock = { now: () => new Date('2026-08-04T09:40:00.000Z') };
const shopper: Caller = { role: 'shopper', userId: SHOPPER.userId ?? '' };
const done = () => Promise.resolve();

describe('cancelling an order', () => {
  const confirmed = async () => {
    const orders = inMemoryOrders();
    const { confirmed: order } = orderIn();
    const find = async (orderId: string) => (await orders.find(orderId)) ?? order;
    const save: OrderRepository['save'] = async (changed, ...events) => {
      for (const event of events) await orders.announce(event);
      expect(changed).toMatchObject({ status: 'cancelling' });
    };
    const cancel = (caller: Caller) =>
      cancelOrder(
        { orders: { ...orders, find, save }, clock, saga: { run: done, start: done } },
        { orderId: order.id, caller, reason: 'Ada Lovelace rang', trace },
      );
    return { orders, order, cancel };
  };

  it('puts an admin on record in the same change, without the reason', async () => {
    const { orders, order, cancel } = await confirmed();
    await cancel({ role: 'admin', userId: 'usr_admin' });
    expect(orders.events.map(({ detail }) => detail.data)).toEqual([
      {
        action: 'orders.order-cancelled',
        kind: 'change',
        actor: 'usr_admin',
        target: { type: 'order', id: order.id },
        before: { status: 'confirmed', version: order.version },
        after: { status: 'cancelling', version: order.version + 1 },
        requestId: 'req-1',
      },
    ]);
  });

  it.each<[string, Caller]>([
    ['its shopper', shopper],
    ['an admin who bought it', { ...shopper, role: 'admin' }],
  ])('is no act of an admin by %s', async (_, caller) => {
    const { orders, cancel } = await confirmed();
    await cancel(caller);
    expect(orders.events).toEqual([]);
  });
});

describe('reading an order', () => {
  it('puts an admin on record who reads somebody else’s, without what was read', async () => {
    const orders = inMemoryOrders();
    const { placed } = orderIn();
    await orders.add(placed);
    const read = (caller: Caller) => getOrder({ orders, clock }, { orderId: placed.id, caller, trace });
    await read(shopper);
    await read({ ...shopper, role: 'admin' });
    expect(orders.events).toEqual([]);
    await read({ role: 'admin', userId: 'usr_admin' });
    expect(orders.events).toMatchObject([
      {
        detailType: 'orders.admin-action-recorded.v1',
        detail: {
          data: { action: 'orders.order-read', kind: 'access', actor: 'usr_admin', target: { id: placed.id } },
        },
      },
    ]);
    expect(JSON.stringify(orders.events)).not.toContain(placed.request.email);
  });

  it('answers no admin who cannot be put on record', async () => {
    const { placed } = orderIn();
    const orders = { find: async () => placed, announce: () => Promise.reject(new Error('The table is gone.')) };
    const read = getOrder({ orders, clock }, { orderId: placed.id, caller: { role: 'admin', userId: 'usr_1' }, trace });
    await expect(read).rejects.toThrow('The table is gone.');
  });
});
