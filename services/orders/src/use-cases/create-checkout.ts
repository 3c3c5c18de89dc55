import { newId, type Caller, type Clock, type Money, type TraceContext } from '@tradewind/kernel';
import { buyerOf } from '../domain/access.ts';
import { emailRequired, rejection } from '../domain/errors.ts';
import { placeOrder, type PostalAddress } from '../domain/order.ts';
import type { BuyerDirectory, CheckoutSaga, OrderRepository } from '../domain/ports.ts';
import { leaseFrom } from '../domain/recovery.ts';
import { followSaga, type SagaOutcome } from './follow-saga.ts';
import { checkoutInput } from './saga-input.ts';

export interface CreateCheckoutDeps {
  readonly orders: OrderRepository;
  readonly directory: BuyerDirectory;
  readonly saga: CheckoutSaga;
  readonly clock: Clock;
}

export interface CreateCheckout {
  readonly caller: Caller;
  readonly trace: TraceContext;
  readonly cartId: string;
  readonly email?: string | undefined;
  readonly shippingAddress: PostalAddress;
  readonly paymentMethod: string;
  readonly expectedTotal?: Money | undefined;
}

async function emailFor(directory: BuyerDirectory, { email, caller }: CreateCheckout): Promise<string> {
  const known = email ?? caller.email ?? (caller.userId && (await directory.emailOf(caller.userId)));
  if (!known) throw emailRequired();
  return known;
}

/**
 * Places an order for a cart and works on it for up to 20 s. Throws why nothing was bought: `payments.declined`,
 * `inventory.insufficient-stock`, `carts.*`, `orders.email-required`.
 */
export async function createCheckout(deps: CreateCheckoutDeps, command: CreateCheckout): Promise<SagaOutcome> {
  const { caller, trace, cartId, shippingAddress, paymentMethod, expectedTotal } = command;
  if (caller.userId === undefined && caller.cartToken === undefined) throw rejection('carts.cart-not-found');
  const email = await emailFor(deps.directory, command);
  const now = deps.clock.now();
  const placed = placeOrder({
    id: newId('ord'),
    buyer: buyerOf(caller),
    request: { cartId, email, shippingAddress, paymentMethod, expectedTotal },
    trace,
    at: now.toISOString(),
    dueAt: leaseFrom(now),
  });
  await deps.orders.add(placed);
  const outcome = await followSaga(deps, checkoutInput(placed));
  const { order } = outcome;
  if (order.status !== 'rejected') return outcome;
  // Refused at the cart, and the caller learns it from this answer: nothing happened that a row should remember.
  if (order.step === 'claim') await deps.orders.discard(order);
  throw rejection(order.failureCode);
}
