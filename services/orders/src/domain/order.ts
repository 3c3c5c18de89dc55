import type { Money, TraceContext } from '@tradewind/kernel';
import { checkoutSettled, notCancellable, notCompensating } from './errors.ts';

export interface PostalAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly city: string;
  readonly region?: string | undefined;
  readonly postalCode: string;
  readonly country: string;
}

/** Who buys: a shopper by user id, a guest by the hash of the cart token. */
export interface Buyer {
  readonly role: 'guest' | 'shopper' | 'admin';
  readonly userId?: string | undefined;
  /** SHA-256 in hex. */
  readonly cartTokenHash?: string | undefined;
}

/** The checkout as it was asked for; kept with the order so that a saga can be run again from it alone. */
export interface CheckoutRequest {
  readonly cartId: string;
  readonly email: string;
  readonly shippingAddress: PostalAddress;
  readonly paymentMethod: string;
  readonly expectedTotal?: Money | undefined;
}

export interface OrderItem {
  readonly itemId: string;
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
}

export interface OrderTotals {
  readonly subtotal: Money;
  readonly tax: Money;
  readonly shipping: Money;
  readonly discount: Money;
  readonly total: Money;
}

/** What the cart held when the order claimed it; never changes afterwards. */
export interface OrderContent {
  readonly currency: string;
  readonly items: readonly OrderItem[];
  readonly totals: OrderTotals;
}

/**
 * The outside call that the saga is at, written before it is made: everything up to and including this step may have
 * had its effect. It never goes back.
 */
export type CheckoutStep = 'claim' | 'reserve' | 'authorize';

export interface OrderFacts {
  readonly id: string;
  /** Rises by one with every change. */
  readonly version: number;
  readonly buyer: Buyer;
  readonly request: CheckoutRequest;
  /** Of the request that moved the order last; carried into its events. */
  readonly trace: TraceContext;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** An order that somebody is working on, or must resume once `dueAt` has passed. */
export interface Unsettled {
  /** How often the schedule has resumed it in this status. */
  readonly attempts: number;
  readonly dueAt: string;
}

export interface Bought {
  readonly content: OrderContent;
  readonly paymentId: string;
}

export interface Refused {
  readonly content?: OrderContent | undefined;
  readonly step: CheckoutStep;
  readonly failureCode: string;
}

export interface CalledOff extends Bought {
  readonly reason: string | null;
}

export interface PendingOrder extends OrderFacts, Unsettled {
  readonly status: 'pending';
  readonly step: CheckoutStep;
  readonly content?: OrderContent | undefined;
}
export interface ConfirmedOrder extends OrderFacts, Bought {
  readonly status: 'confirmed';
}
/** Decided to be rejected; what it had done outside is being undone. */
export interface RejectingOrder extends OrderFacts, Unsettled, Refused {
  readonly status: 'rejecting';
}
export interface RejectedOrder extends OrderFacts, Refused {
  readonly status: 'rejected';
}
export interface CancellingOrder extends OrderFacts, Unsettled, CalledOff {
  readonly status: 'cancelling';
}
export interface CancelledOrder extends OrderFacts, CalledOff {
  readonly status: 'cancelled';
}
/** Could not be undone after every attempt: an operator settles it. */
export type ParkedOrder = OrderFacts &
  (
    | (Refused & { readonly status: 'parked'; readonly parkedFrom: 'rejecting' })
    | (CalledOff & { readonly status: 'parked'; readonly parkedFrom: 'cancelling' })
  );

export type UnsettledOrder = PendingOrder | RejectingOrder | CancellingOrder;
export type Order =
  PendingOrder | ConfirmedOrder | RejectingOrder | RejectedOrder | CancellingOrder | CancelledOrder | ParkedOrder;

export interface NewOrder {
  readonly id: string;
  readonly buyer: Buyer;
  readonly request: CheckoutRequest;
  readonly trace: TraceContext;
  readonly at: string;
  readonly dueAt: string;
}

/** A new order, about to claim its cart. */
export function placeOrder({ at, dueAt, ...facts }: NewOrder): PendingOrder {
  return { ...facts, status: 'pending', step: 'claim', version: 1, attempts: 0, dueAt, createdAt: at, updatedAt: at };
}

/** What an order is in every state, one version on. */
function changed(order: Order, at: string): OrderFacts {
  const { id, version, buyer, request, trace, createdAt } = order;
  return { id, version: version + 1, buyer, request, trace, createdAt, updatedAt: at };
}

function pendingOrRefused(order: Order): PendingOrder {
  if (order.status !== 'pending') throw checkoutSettled(order.id, order.status);
  return order;
}

/** The cart is claimed: its content is fixed and stock may be reserved. Repeated, it changes nothing. */
export function recordClaim(order: Order, content: OrderContent, at: string): PendingOrder & Pick<Bought, 'content'> {
  const pending = pendingOrRefused(order);
  const fixed = { content: pending.content ?? content };
  if (pending.step !== 'claim') return { ...pending, ...fixed };
  return { ...pending, ...changed(order, at), ...fixed, step: 'reserve' };
}

/** The stock is reserved and the payment may be asked for. Repeated, it changes nothing. */
export function recordReservation(order: Order, at: string): PendingOrder & Pick<Bought, 'content'> {
  const pending = pendingOrRefused(order);
  const { content } = pending;
  if (content === undefined || pending.step === 'claim') throw checkoutSettled(order.id, 'not yet claimed');
  if (pending.step === 'authorize') return { ...pending, content };
  return { ...pending, ...changed(order, at), content, step: 'authorize' };
}

/** Stock committed, payment authorised: the buyer has an order. Repeated, it changes nothing. */
export function confirm(order: Order, paymentId: string, at: string): ConfirmedOrder {
  if (order.status === 'confirmed' && order.paymentId === paymentId) return order;
  const { content, step } = pendingOrRefused(order);
  if (content === undefined || step !== 'authorize') throw checkoutSettled(order.id, 'not yet authorised');
  return { ...changed(order, at), status: 'confirmed', content, paymentId };
}

/** The point of no return of a failed checkout: from here on nobody can confirm it, so that it can be undone. */
export function reject(order: PendingOrder, failureCode: string, at: string, dueAt: string): RejectingOrder {
  const { step, content } = order;
  return { ...changed(order, at), status: 'rejecting', step, content, failureCode, attempts: 0, dueAt };
}

export interface Cancellation {
  readonly reason: string | null;
  readonly trace: TraceContext;
  readonly at: string;
  readonly dueAt: string;
}

/** Decides a cancellation, before anything is given back. Throws `orders.not-cancellable` from any status but confirmed. */
export function cancel(order: Order, { reason, trace, at, dueAt }: Cancellation): CancellingOrder {
  if (order.status !== 'confirmed') throw notCancellable(order.status);
  const { content, paymentId } = order;
  return { ...changed(order, at), trace, status: 'cancelling', content, paymentId, reason, attempts: 0, dueAt };
}

/** Everything is undone. Repeated, it changes nothing; a parked order is settled by it too. */
export function settle(order: Order, at: string): RejectedOrder | CancelledOrder {
  if (order.status === 'rejected' || order.status === 'cancelled') return order;
  if (order.status === 'rejecting' || (order.status === 'parked' && order.parkedFrom === 'rejecting')) {
    const { step, content, failureCode } = order;
    return { ...changed(order, at), status: 'rejected', step, content, failureCode };
  }
  if (order.status === 'cancelling' || (order.status === 'parked' && order.parkedFrom === 'cancelling')) {
    const { content, paymentId, reason } = order;
    return { ...changed(order, at), status: 'cancelled', content, paymentId, reason };
  }
  throw notCompensating(order.status);
}

/** One more attempt of the schedule, which holds the order until `dueAt`. */
export function resume<O extends UnsettledOrder>(order: O, at: string, dueAt: string): O {
  return { ...order, ...changed(order, at), attempts: order.attempts + 1, dueAt };
}

export function park(order: RejectingOrder | CancellingOrder, at: string): ParkedOrder {
  if (order.status === 'rejecting') {
    const { step, content, failureCode } = order;
    return { ...changed(order, at), status: 'parked', parkedFrom: 'rejecting', step, content, failureCode };
  }
  const { content, paymentId, reason } = order;
  return { ...changed(order, at), status: 'parked', parkedFrom: 'cancelling', content, paymentId, reason };
}

export function isUnsettled(order: Order): order is UnsettledOrder {
  return order.status === 'pending' || order.status === 'rejecting' || order.status === 'cancelling';
}
