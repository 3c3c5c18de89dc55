import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { inMemoryOrders } from '../adapters/in-memory-orders.ts';
import type { SagaInput } from '../domain/ports.ts';
import { orderIn } from '../test-support/sample-orders.ts';
import { resolveOrder } from './resolve-order.ts';
import { settleOrder } from './settle-order.ts';

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
  const deps = { orders, clock, saga: { run, start: run } };
  const resolve = (action: 'retry' | 'settle') => resolveOrder(deps, { orderId: order.id, action });
  return { resolve, inputs, orderId: order.id };
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

  it.each<State>(['confirmed', 'rejecting', 'cancelled'])('refuses an order that is %s', async (state) => {
    const { resolve, inputs } = await world(state);
    for (const action of ['retry', 'settle'] as const) {
      await expect(resolve(action)).rejects.toMatchObject({ code: 'orders.not-parked' });
    }
    expect(inputs).toEqual([]);
  });

  it('knows no order that does not exist', async () => {
    const { saga, orders } = { saga: { run: async () => {}, start: async () => {} }, orders: inMemoryOrders() };
    const unknown = { orderId: newId('ord'), action: 'retry' } as const;
    await expect(resolveOrder({ saga, orders, clock }, unknown)).rejects.toMatchObject({
      code: 'orders.order-not-found',
    });
  });
});
