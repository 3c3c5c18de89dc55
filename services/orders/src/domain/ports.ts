import type { Money, TraceContext } from '@tradewind/kernel';
import type { Buyer, Order, PendingOrder, RejectedOrder } from './order.ts';

/** An event that becomes public with the change it tells of; use cases build it from its contract. */
export interface OutgoingEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: {
    readonly id: string;
    readonly occurredAt: string;
    readonly correlationId: string;
    readonly causationId: string;
    readonly traceparent?: string | undefined;
    readonly data: unknown;
  };
}

export interface OrderPage {
  readonly orders: readonly Order[];
  /** Id of the last order of the page when there may be more. */
  readonly nextAfter: string | undefined;
}

export interface OrderRepository {
  add(order: PendingOrder): Promise<void>;
  /** The order as last saved, never an older state. */
  find(orderId: string): Promise<Order | undefined>;
  /**
   * Replaces the state that `order` was derived from (its version less one), with the events in the same transaction.
   * Throws `orders.concurrent-change` if another state stands there.
   */
  save(order: Order, ...events: readonly OutgoingEvent[]): Promise<void>;
  /** Puts an event that goes with no change of an order into the outbox. */
  announce(event: OutgoingEvent): Promise<void>;
  /** Removes an order that never had an effect, as if it had not been placed. */
  discard(order: RejectedOrder): Promise<void>;
  /** A shopper's orders, newest first. */
  listByUser(userId: string, page: { readonly limit: number; readonly after?: string | undefined }): Promise<OrderPage>;
  /** Ids of orders whose `dueAt` is not after `now`, the longest overdue first within each part of the index. */
  overdue(now: string, limit: number): Promise<readonly string[]>;
}

/** Turns a place in a list into the opaque text that clients send back, and only back to the same list. */
export interface PageCursors {
  seal(orderId: string, scope: string): Promise<string>;
  /** Throws `request.invalid-cursor`. */
  open(cursor: string, scope: string): Promise<string>;
}

/** Who is behind a user id, as far as the confirmation needs it: a projection of identity's events. */
export interface BuyerDirectory {
  emailOf(userId: string): Promise<string | undefined>;
  remember(userId: string, email: string): Promise<void>;
  forget(userId: string): Promise<void>;
}

/** The request to the carts service for the cart of an order. */
export interface CartClaim {
  readonly orderId: string;
  readonly cartId: string;
  readonly caller: Buyer;
  readonly expectedTotal?: Money | undefined;
  readonly trace: TraceContext;
}

/** Every step is sent the trace beside its request, so that one purchase is one trace. */
export type SagaInput =
  | { readonly orderId: string; readonly action: 'checkout'; readonly trace: TraceContext; readonly claim: CartClaim }
  | { readonly orderId: string; readonly action: 'compensate'; readonly trace: TraceContext };

export interface CheckoutSaga {
  /**
   * Runs the saga and waits for its end, up to 20 s. What came of it stands in the order, not in the answer.
   * Rejects if it could not be started or did not end in time: the order stays unsettled and is resumed later.
   */
  run(input: SagaInput): Promise<void>;
  /** Starts the saga without waiting for it. */
  start(input: SagaInput): Promise<void>;
}
