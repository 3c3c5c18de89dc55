import { expect } from '@jest/globals';
import { isDomainError, newId, type Caller, type DomainError } from '@tradewind/kernel';
import type { Order } from '../domain/order.ts';
import { createCheckout } from '../use-cases/create-checkout.ts';
import { resumeCheckouts } from '../use-cases/resume-checkouts.ts';
import type { LocalSaga } from './local-saga.ts';
import { newOrder, SHOPPER } from './sample-orders.ts';

export const caller: Caller = { role: 'shopper', userId: SHOPPER.userId ?? '' };
export const trace = { requestId: 'req-1', correlationId: 'cor-1' };

export function checkout(
  world: LocalSaga,
  paymentMethod = 'pm_sandbox_ok',
  cartId: string = newId('crt'),
  operationId?: string,
) {
  const { email, shippingAddress } = newOrder().request;
  return createCheckout(world, { caller, trace, cartId, email, shippingAddress, paymentMethod, operationId });
}

/** The domain error that the work ends with. */
export async function refusalOf(work: Promise<unknown>): Promise<Pick<DomainError, 'kind' | 'code'>> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (!isDomainError(error)) throw new Error('Expected a refusal.', { cause: error });
  return { kind: error.kind, code: error.code };
}

export async function resumeAfterAMinute(world: LocalSaga) {
  world.clock.advance(61);
  const reports = await resumeCheckouts(world);
  await world.ended();
  return reports;
}

export function theOrder(world: LocalSaga): Order {
  const [order, ...others] = world.orders.all();
  if (order === undefined || others.length > 0) throw new Error('Expected exactly one order.');
  return order;
}

export function expectConfirmed(world: LocalSaga): void {
  const order = theOrder(world);
  expect(order.status).toBe('confirmed');
  expect(world.outside.paymentOf(order.id)).toBe('authorized');
  expect(world.outside.reservationOf(order.id)).toBe('committed');
  expect(world.outside.cartHolder(order.request.cartId)).toBe(order.id);
  expect(world.orders.events.map(({ detailType }) => detailType)).toEqual(['orders.order-confirmed.v1']);
}

export function expectUndone(world: LocalSaga, failureCode: string): void {
  const order = theOrder(world);
  expect(order).toMatchObject({ status: 'rejected', failureCode });
  expect(['voided', undefined]).toContain(world.outside.paymentOf(order.id));
  expect(['released', undefined]).toContain(world.outside.reservationOf(order.id));
  expect(world.outside.stockLeft()).toBe(1);
  expect(world.outside.cartHolder(order.request.cartId)).toBeUndefined();
  expect(world.orders.events).toEqual([]);
}
