import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import {
  checkout,
  expectConfirmed,
  expectUndone,
  refusalOf,
  resumeAfterAMinute,
  theOrder,
} from '../test-support/checkouts.ts';
import { localSaga, type Fault } from '../test-support/local-saga.ts';
import type { SagaDefinition } from '../test-support/saga-definition.ts';

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
