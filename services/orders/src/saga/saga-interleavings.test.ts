import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import fc from 'fast-check';
import { newOrder, SHOPPER } from '../test-support/sample-orders.ts';
import { CHECKOUT_ABANDONED } from '../domain/errors.ts';
import { placeOrder, type NewOrder, type PendingOrder } from '../domain/order.ts';
import { MAX_ATTEMPTS } from '../domain/recovery.ts';
import { beginCompensation } from '../use-cases/begin-compensation.ts';
import { createCheckout } from '../use-cases/create-checkout.ts';
import { resumeCheckouts } from '../use-cases/resume-checkouts.ts';
import { checkoutInput, compensationInput } from '../use-cases/saga-input.ts';
import { localSaga, type Fault, type LocalSaga } from '../test-support/local-saga.ts';

const fault = fc.constantFrom<Fault>('none', 'none', 'die-before', 'die-after', 'unavailable', 'unavailable-after');
const paymentMethod = fc.constantFrom('pm_sandbox_ok', 'pm_sandbox_ok', 'pm_sandbox_declined');
/** Enough to use up every attempt of the schedule. */
const MAX_FAULTS = 40;
const stock = fc.integer({ min: 0, max: 1 });

function orderFor(method: string): NewOrder {
  const order = newOrder();
  return { ...order, request: { ...order.request, paymentMethod: method } };
}

async function checkout(world: LocalSaga, method: string): Promise<void> {
  const { email, shippingAddress } = newOrder().request;
  const caller = { role: 'shopper', userId: SHOPPER.userId ?? '' } as const;
  const command = { caller, email, shippingAddress, paymentMethod: method, cartId: newId('crt') };
  await createCheckout(world, { ...command, trace: { requestId: 'r', correlationId: 'c' } }).catch(() => undefined);
}

/** What the schedule does with an order that it has resumed too often. */
async function giveUp(world: LocalSaga, order: PendingOrder, pause: () => Promise<void>): Promise<void> {
  await pause();
  await beginCompensation(world, order.id, CHECKOUT_ABANDONED);
  await world.saga.run(compensationInput(order));
}

async function resumeUntilSettled(world: LocalSaga): Promise<void> {
  for (let minute = 0; minute <= 2 * MAX_ATTEMPTS + 2; minute += 1) {
    world.clock.advance(61);
    await resumeCheckouts(world);
    await world.ended();
  }
  await settleParked(world);
}

/** What an operator does with an order that could not be undone in all those attempts: its undoing, run by hand. */
async function settleParked(world: LocalSaga): Promise<void> {
  const parked = () => world.orders.all().filter(({ status }) => status === 'parked');
  for (let attempt = 0; attempt <= MAX_FAULTS && parked().length > 0; attempt += 1) {
    await Promise.allSettled(parked().map((order) => world.saga.run(compensationInput(order))));
  }
}

/** "Paid but no order" and "order but no stock" must be impossible, whatever happened on the way. */
function expectWhole(world: LocalSaga, initialStock: number): void {
  let sold = 0;
  for (const { id, status, request } of world.orders.all()) {
    const payment = world.outside.paymentOf(id);
    const reservation = world.outside.reservationOf(id);
    if (status === 'confirmed') {
      sold += 1;
      expect({ payment, reservation }).toEqual({ payment: 'authorized', reservation: 'committed' });
      expect(world.outside.cartHolder(request.cartId)).toBe(id);
    } else {
      expect(status).toBe('rejected');
      expect(['voided', undefined]).toContain(payment);
      expect(['released', undefined]).toContain(reservation);
      expect(world.outside.cartHolder(request.cartId)).toBeUndefined();
    }
  }
  expect(world.outside.stockLeft()).toBe(initialStock - sold);
  expect(world.orders.events).toHaveLength(sold);
}

describe('whatever happens to the executions', () => {
  it('every checkout ends confirmed or wholly undone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: MAX_FAULTS }),
        paymentMethod,
        stock,
        async (faults, method, available) => {
          const world = await localSaga({ faults, availableStock: available });
          await checkout(world, method);
          await resumeUntilSettled(world);
          expectWhole(world, available);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('so does one whose late executions meet each other and the giving up, step between step', async () => {
    const cases = fc.tuple(fc.scheduler(), fc.array(fault, { maxLength: 20 }), paymentMethod, stock);
    await fc.assert(
      fc.asyncProperty(cases, async ([scheduler, faults, method, available]) => {
        let interleaving = true;
        const pause = async () => {
          if (interleaving) await scheduler.schedule(Promise.resolve());
        };
        const world = await localSaga({ faults, availableStock: available, pause });
        const placed = placeOrder(orderFor(method));
        await world.orders.add(placed);
        const runs = [1, 2].map(() => world.saga.run(checkoutInput(placed)));
        await scheduler.waitFor(Promise.allSettled([...runs, giveUp(world, placed, pause)]));
        interleaving = false;
        await resumeUntilSettled(world);
        expectWhole(world, available);
      }),
      { numRuns: 200 },
    );
  });
});
