import { isDomainError, ulid, type Caller, type Clock, type Money, type TraceContext } from '@tradewind/kernel';
import { buyerOf } from '../domain/access.ts';
import { emailRequired, rejection } from '../domain/errors.ts';
import { isUnsettled, placeOrder, type Order, type PendingOrder, type PostalAddress } from '../domain/order.ts';
import type { BuyerDirectory, CheckoutSaga, OrderRepository } from '../domain/ports.ts';
import { leaseFrom } from '../domain/recovery.ts';
import { followSaga, type SagaOutcome } from './follow-saga.ts';
import { checkoutInput, compensationInput } from './saga-input.ts';

export interface CreateCheckoutDeps {
  readonly orders: OrderRepository;
  readonly directory: BuyerDirectory;
  readonly saga: CheckoutSaga;
  readonly clock: Clock;
}

export interface CreateCheckout {
  readonly caller: Caller;
  readonly trace: TraceContext;
  /** Names the order: a repeated request goes on with the order that it placed before. A new ULID when left out. */
  readonly operationId?: string | undefined;
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

/** Adds the order, or answers the one that an earlier run of this request added and did not get to report. */
async function addOrFind(orders: OrderRepository, placed: PendingOrder): Promise<Order> {
  try {
    await orders.add(placed);
    return placed;
  } catch (error) {
    const earlier = isDomainError(error, 'orders.concurrent-change') ? await orders.find(placed.id) : undefined;
    if (earlier === undefined) throw error;
    return earlier;
  }
}

async function workOn(deps: CreateCheckoutDeps, order: Order): Promise<SagaOutcome> {
  if (!isUnsettled(order)) return { order };
  return followSaga(deps, order.status === 'pending' ? checkoutInput(order) : compensationInput(order));
}

/**
 * Places an order for a cart and works on it for up to 20 s. Throws why nothing was bought: `payments.declined`,
 * `inventory.insufficient-stock`, `carts.*`, `orders.email-required`.
 */
export async function createCheckout(deps: CreateCheckoutDeps, command: CreateCheckout): Promise<SagaOutcome> {
  const { caller, trace, cartId, shippingAddress, paymentMethod, expectedTotal, operationId = ulid() } = command;
  if (caller.userId === undefined && caller.cartToken === undefined) throw rejection('carts.cart-not-found');
  const email = await emailFor(deps.directory, command);
  const now = deps.clock.now();
  const placed = placeOrder({
    id: `ord_${operationId}`,
    buyer: buyerOf(caller),
    request: { cartId, email, shippingAddress, paymentMethod, expectedTotal },
    trace,
    at: now.toISOString(),
    dueAt: leaseFrom(now),
  });
  const outcome = await workOn(deps, await addOrFind(deps.orders, placed));
  const { order } = outcome;
  if (order.status !== 'rejected') return outcome;
  // Refused at the cart, and the caller learns it from this answer: nothing happened that a row should remember.
  if (order.step === 'claim') await deps.orders.discard(order);
  throw rejection(order.failureCode);
}
