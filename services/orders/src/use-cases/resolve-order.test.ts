import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { inMemoryOrders } from '../adapters/in-memory-orders.ts';
import type { SagaInput } from '../domain/ports.ts';
import { orderIn } from '../test-support/sample-orders.ts';
import { resolveOrder } from './resolve-order.ts';
import { settleOrder } from './settle-order.ts';

const OPERATOR = 'arn:aws:sts::000000000000:assumed-role/tradewind-orders-dev-operator/local';
const by = {
  caller: { role: 'service', principal: OPERATOR },
  trace: { requestId: 'req-1', correlationId: 'cor-1' },
} as const;
const clock = { now: () => new Date('2026-08-04T09:40:00.000Z') };

/** How an order comes into each state, after its stock was reserved. */
const PATHS = {
  confirmed: ['confirmed'],
  rejecting: ['rejecting'],
  cancelled: ['confirmed', 'cancelling', 'cancelled'],
  parkedRejection: ['rejecting', 'parkedRejection'],
  parkedCancellation: ['confirmed', 'cancelling', 'parkedCancellation'],
} as const;
type State = keyof typeof PATHS;

/** An order in a state, and a saga that undoes what the order did, or fails at it. */
async function world(state: State, fails?: Error) {
  const orders = inMemoryOrders();
  const life = orderIn({ id: newId('ord') });
  const order = life.placed;
  await orders.add(order);
  for (const step of ['claimed', 'reserved', ...PATHS[state]] as const) await orders.save(life[step]);
  const inputs: SagaInput[] = [];
  const run = async (input: SagaInput) => {
    inputs.push(input);
    if (fails !== undefined) throw fails;
    await settleOrder({ orders, clock }, input.orderId);
  };
  const saga = { run, start: run };
  const deps = { orders, clock, saga };
  const resolve = (action: 'retry' | 'settle') => resolveOrder(deps, { orderId: order.id, action, ...by });
  const recorded = () => orders.events.filter(({ detailType }) => detailType === 'orders.admin-action-recorded.v1');
  return { resolve, inputs, orders, saga, recorded, orderId: order.id };
}

describe('resolving a parked order', () => {
  it.each<[State, string]>([
    ['parkedRejection', 'rejected'],
    ['parkedCancellation', 'cancelled'],
  ])('undoes a %s once more, which ends it as %s', async (state, status) => {
    const { resolve, inputs, orderId } = await world(state);
    expect((await resolve('retry')).order.status).toBe(status);
    expect(inputs).toMatchObject([{ orderId, action: 'compensate' }]);
  });

  it('leaves it parked, and says why, where that fails again', async () => {
    const failure = new Error('The provider is still away.');
    const { resolve } = await world('parkedRejection', failure);
    expect(await resolve('retry')).toMatchObject({ order: { status: 'parked' }, interruption: failure });
  });

  it.each<[State, string]>([
    ['parkedRejection', 'rejected'],
    ['parkedCancellation', 'cancelled'],
  ])('settles a %s as %s without touching anything outside', async (state, status) => {
    const { resolve, inputs } = await world(state);
    expect((await resolve('settle')).order.status).toBe(status);
    expect(inputs).toEqual([]);
  });

  it.each<[State, string]>([
    ['parkedRejection', 'rejected'],
    ['parkedCancellation', 'cancelled'],
  ])('puts on record who settled a %s, in the same change', async (state, status) => {
    const { resolve, recorded, orderId } = await world(state);
    const { order } = await resolve('settle');
    expect(recorded().map(({ detail }) => detail.data)).toEqual([
      {
        action: 'orders.order-settled',
        kind: 'change',
        actor: OPERATOR,
        target: { type: 'order', id: orderId },
        before: { status: 'parked', version: order.version - 1 },
        after: { status, version: order.version },
        requestId: 'req-1',
      },
    ]);
  });

  it('still tells of the cancellation that it settles', async () => {
    const { resolve, orders } = await world('parkedCancellation');
    await resolve('settle');
    expect(orders.events.map(({ detailType }) => detailType)).toEqual([
      'orders.order-cancelled.v1',
      'orders.admin-action-recorded.v1',
    ]);
  });

  it('puts on record who has it undone once more, also when that fails', async () => {
    const { resolve, recorded, orderId } = await world('parkedRejection', new Error('The provider is still away.'));
    await resolve('retry');
    expect(recorded().map(({ detail }) => detail.data)).toEqual([
      {
        action: 'orders.undoing-retried',
        kind: 'change',
        actor: OPERATOR,
        target: { type: 'order', id: orderId },
        before: null,
        after: null,
        requestId: 'req-1',
      },
    ]);
  });

  it('undoes nothing that cannot be put on record', async () => {
    const { orders, inputs, saga, orderId } = await world('parkedRejection');
    const announce = () => Promise.reject(new Error('The table is gone.'));
    const deps = { orders: { ...orders, announce }, clock, saga };
    await expect(resolveOrder(deps, { orderId, action: 'retry', ...by })).rejects.toThrow('The table is gone.');
    expect(inputs).toEqual([]);
  });

  it.each<State>(['confirmed', 'rejecting', 'cancelled'])('refuses an order that is %s', async (state) => {
    const { resolve, inputs, recorded } = await world(state);
    for (const action of ['retry', 'settle'] as const) {
      await expect(resolve(action)).rejects.toMatchObject({ code: 'orders.not-parked' });
    }
    expect([inputs, recorded()]).toEqual([[], []]);
  });

  it('knows no order that does not exist', async () => {
    const { saga, orders } = { saga: { run: async () => {}, start: async () => {} }, orders: inMemoryOrders() };
    const unknown = { orderId: newId('ord'), action: 'retry', ...by } as const;
    await expect(resolveOrder({ saga, orders, clock }, unknown)).rejects.toMatchObject({
      code: 'orders.order-not-found',
    });
  });
});
