import { describe, expect, it } from '@jest/globals';
import { newId, type Caller, type DomainError } from '@tradewind/kernel';
import { cancelOrder } from '../use-cases/cancel-order.ts';
import { createCheckout } from '../use-cases/create-checkout.ts';
import { resumeCheckouts } from '../use-cases/resume-checkouts.ts';
import { newOrder, SHOPPER } from '../test-support/sample-orders.ts';
import { localSaga, type Fault, type LocalSaga } from '../test-support/local-saga.ts';
import type { SagaDefinition } from '../test-support/saga-definition.ts';

const caller: Caller = { role: 'shopper', userId: SHOPPER.userId ?? '' };
const trace = { requestId: 'req-1', correlationId: 'cor-1' };

function checkout(world: LocalSaga, paymentMethod = 'pm_sandbox_ok', cartId = newId('crt')) {
  const { email, shippingAddress } = newOrder().request;
  return createCheckout(world, { caller, trace, cartId, email, shippingAddress, paymentMethod });
}

async function refusalOf(work: Promise<unknown>): Promise<Pick<DomainError, 'kind' | 'code'>> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error && 'kind' in error && 'code' in error)) throw new Error('Expected a refusal.');
  return { kind: error.kind as DomainError['kind'], code: String(error.code) };
}

async function resumeAfterAMinute(world: LocalSaga) {
  world.clock.advance(61);
  const reports = await resumeCheckouts(world);
  await world.ended();
  return reports;
}

function theOrder(world: LocalSaga) {
  const [order, ...others] = world.orders.all();
  if (order === undefined || others.length > 0) throw new Error('Expected exactly one order.');
  return order;
}

function expectConfirmed(world: LocalSaga): void {
  const order = theOrder(world);
  expect(order.status).toBe('confirmed');
  expect(world.outside.paymentOf(order.id)).toBe('authorized');
  expect(world.outside.reservationOf(order.id)).toBe('committed');
  expect(world.outside.cartHolder(order.request.cartId)).toBe(order.id);
  expect(world.orders.events.map(({ detailType }) => detailType)).toEqual(['orders.order-confirmed.v1']);
}

function expectUndone(world: LocalSaga, failureCode: string): void {
  const order = theOrder(world);
  expect(order).toMatchObject({ status: 'rejected', failureCode });
  expect(['voided', undefined]).toContain(world.outside.paymentOf(order.id));
  expect(['released', undefined]).toContain(world.outside.reservationOf(order.id));
  expect(world.outside.stockLeft()).toBe(1);
  expect(world.outside.cartHolder(order.request.cartId)).toBeUndefined();
  expect(world.orders.events).toEqual([]);
}

describe('a checkout', () => {
  it('confirms the order, step by step in this order', async () => {
    const world = await localSaga();
    const { order, interruption } = await checkout(world);
    expect(interruption).toBeUndefined();
    expect(order).toMatchObject({ status: 'confirmed', version: 4 });
    expect(world.calls).toEqual([
      'carts-claim-cart',
      'orders-record-claim',
      'inventory-reserve-stock',
      'orders-record-reservation',
      'payments-authorize-payment',
      'inventory-commit-reservation',
      'orders-confirm-order',
    ]);
    expectConfirmed(world);
  });

  it('undoes everything when the payment is declined, and frees the cart for another try', async () => {
    const world = await localSaga();
    const cartId = newId('crt');
    const refusal = await refusalOf(checkout(world, 'pm_sandbox_declined', cartId));
    expect(refusal).toEqual({ kind: 'payment-declined', code: 'payments.declined' });
    expectUndone(world, 'payments.declined');
    const { order } = await checkout(world, 'pm_sandbox_ok', cartId);
    expect(order.status).toBe('confirmed');
  });

  it('does not touch payments when the stock does not suffice', async () => {
    const world = await localSaga({ availableStock: 0 });
    const refusal = await refusalOf(checkout(world));
    expect(refusal).toEqual({ kind: 'conflict', code: 'inventory.insufficient-stock' });
    expect(theOrder(world)).toMatchObject({ status: 'rejected', failureCode: 'inventory.insufficient-stock' });
    expect(world.calls.filter((name) => name.startsWith('payments-'))).toEqual([]);
    expect(world.outside.cartHolder(theOrder(world).request.cartId)).toBeUndefined();
  });

  it('leaves nothing behind when the cart is refused', async () => {
    const world = await localSaga();
    const cartId = newId('crt');
    world.outside.claimFor(cartId, newId('ord'));
    const refusal = await refusalOf(checkout(world, 'pm_sandbox_ok', cartId));
    expect(refusal).toEqual({ kind: 'conflict', code: 'carts.already-checked-out' });
    expect(world.orders.all()).toEqual([]);
  });

  it('makes one order of a cart that is checked out many times at once', async () => {
    const world = await localSaga({ availableStock: 50 });
    const cartId = newId('crt');
    const attempts = Array.from({ length: 20 }, () => checkout(world, 'pm_sandbox_ok', cartId));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expectConfirmed(world);
    expect(world.outside.stockLeft()).toBe(49);
  });

  it('retries what fails once', async () => {
    const faults: Fault[] = ['none', 'none', 'none', 'none', 'unavailable'];
    const world = await localSaga({ faults });
    expect((await checkout(world)).order.status).toBe('confirmed');
    expect(world.calls.filter((name) => name === 'payments-authorize-payment')).toHaveLength(2);
  });

  it('refuses a payment that demands an action of the buyer, until that is offered', async () => {
    const world = await localSaga();
    const refusal = await refusalOf(checkout(world, 'pm_sandbox_action'));
    expect(refusal).toEqual({ kind: 'rule-violated', code: 'payments.action-unsupported' });
    expectUndone(world, 'payments.action-unsupported');
  });
});

/** Seconds become hundredths, so that a test of impatience takes none. */
function impatient(definition: SagaDefinition): SagaDefinition {
  const States = Object.fromEntries(
    Object.entries(definition.States).map(([name, state]) => [
      name,
      state.TimeoutSeconds === undefined ? state : { ...state, TimeoutSeconds: state.TimeoutSeconds / 100 },
    ]),
  );
  return { ...definition, States };
}

describe('a payment slower than the saga', () => {
  it('leaves the order pending, and the schedule finishes it', async () => {
    let slow = true;
    const late: Promise<object>[] = [];
    const world = await localSaga({
      edit: impatient,
      intercept: {
        'payments-authorize-payment': (call) => {
          if (!slow) return call();
          late.push(call());
          return new Promise(() => undefined);
        },
      },
    });
    const { order, interruption } = await checkout(world);
    expect(order.status).toBe('pending');
    expect(interruption).toBeUndefined();
    await Promise.all(late);
    slow = false;
    await resumeAfterAMinute(world);
    expectConfirmed(world);
  });

  it('is given up after five more tries, and voided although it may have gone through', async () => {
    const world = await localSaga({
      edit: impatient,
      intercept: { 'payments-authorize-payment': async (call) => (await call(), new Promise(() => undefined)) },
    });
    expect((await checkout(world)).order.status).toBe('pending');
    for (let attempt = 1; attempt <= 5; attempt += 1) await resumeAfterAMinute(world);
    expect(theOrder(world)).toMatchObject({ status: 'pending', attempts: 5 });
    await resumeAfterAMinute(world);
    expectUndone(world, 'orders.checkout-abandoned');
  });
});

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
