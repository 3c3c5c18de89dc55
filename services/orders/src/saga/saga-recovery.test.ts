import { describe, expect, it } from '@jest/globals';
import {
  caller,
  checkout,
  expectConfirmed,
  expectUndone,
  resumeAfterAMinute,
  theOrder,
  trace,
} from '../test-support/checkouts.ts';
import { localSaga, type Fault } from '../test-support/local-saga.ts';
import { cancelOrder } from '../use-cases/cancel-order.ts';
import { resumeCheckouts } from '../use-cases/resume-checkouts.ts';

const HAPPY_CALLS = 7;
const positions = Array.from({ length: HAPPY_CALLS }, (_, index) => index);
const around = positions.flatMap((position) => [
  { position, fault: 'die-before' as const },
  { position, fault: 'die-after' as const },
]);

function at(position: number, fault: Fault): Fault[] {
  return [...Array.from({ length: position }, (): Fault => 'none'), fault];
}

describe('an execution that dies', () => {
  it.each(around)(
    '$fault call $position of a checkout is resumed to a confirmed order',
    async ({ position, fault }) => {
      const world = await localSaga({ faults: at(position, fault) });
      const { interruption } = await checkout(world);
      expect(interruption).toBeDefined();
      await resumeAfterAMinute(world);
      expectConfirmed(world);
      expect(await resumeAfterAMinute(world)).toEqual([]);
    },
  );

  // Of a declined checkout: 5 calls, then begin-compensation, void, release stock, release cart, settle.
  const undoing = [5, 6, 7, 8, 9].flatMap((position) => [
    { position, fault: 'die-before' as const },
    { position, fault: 'die-after' as const },
  ]);
  it.each(undoing)('$fault call $position of a declined checkout is resumed to nothing bought', async (crash) => {
    const world = await localSaga({ faults: at(crash.position, crash.fault) });
    await checkout(world, 'pm_sandbox_declined').catch(() => undefined);
    await resumeAfterAMinute(world);
    expectUndone(world, 'payments.declined');
  });

  it('is left alone for its first minute', async () => {
    const world = await localSaga({ faults: ['die-before'] });
    await checkout(world);
    world.clock.advance(59);
    expect(await resumeCheckouts(world)).toEqual([]);
  });
});

describe('undoing that keeps failing', () => {
  it('parks the order for an operator, whose own run settles it', async () => {
    let broken = true;
    const world = await localSaga({
      intercept: {
        'payments-void-payment': (call) =>
          broken ? Promise.reject(Object.assign(new Error('down'), { name: 'internal.error' })) : call(),
      },
    });
    const { order } = await checkout(world, 'pm_sandbox_declined');
    expect(order.status).toBe('rejecting');
    for (let attempt = 1; attempt <= 5; attempt += 1) await resumeAfterAMinute(world);
    expect(await resumeAfterAMinute(world)).toEqual([{ orderId: order.id, action: 'park' }]);
    expect(theOrder(world).status).toBe('parked');
    expect(await resumeAfterAMinute(world)).toEqual([]);
    broken = false;
    await world.saga.run({ orderId: order.id, action: 'compensate', trace });
    expectUndone(world, 'payments.declined');
  });
});

describe('a cancellation', () => {
  it.each(['none', ...around.slice(0, 8)])('settles after %j', async (crash) => {
    const world = await localSaga({
      faults: typeof crash === 'string' ? [] : at(HAPPY_CALLS + crash.position, crash.fault),
    });
    const { order } = await checkout(world);
    const { order: cancelled } = await cancelOrder(world, { orderId: order.id, caller, reason: null, trace });
    expect(['cancelling', 'cancelled']).toContain(cancelled.status);
    await resumeAfterAMinute(world);
    expect(theOrder(world).status).toBe('cancelled');
    expect(world.outside.paymentOf(order.id)).toBe('voided');
    expect(world.outside.reservationOf(order.id)).toBe('released');
    expect(world.outside.cartHolder(order.request.cartId)).toBe(order.id);
    expect(world.orders.events.map(({ detailType }) => detailType)).toEqual([
      'orders.order-confirmed.v1',
      'orders.order-cancelled.v1',
    ]);
  });
});
