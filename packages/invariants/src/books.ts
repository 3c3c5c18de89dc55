/** What the tables say, as far as the invariants need it. Amounts are minor units, times RFC 3339. */
export interface Books {
  readonly orders: readonly OrderRecord[];
  readonly levels: readonly StockLevelRecord[];
  readonly movements: readonly MovementRecord[];
  readonly reservations: readonly ReservationRecord[];
  readonly payments: readonly PaymentRecord[];
  readonly entries: readonly LedgerRecord[];
}

export type OrderStatus = 'pending' | 'confirmed' | 'rejecting' | 'rejected' | 'cancelling' | 'cancelled' | 'parked';

export interface Demand {
  readonly sku: string;
  readonly quantity: number;
}

export interface Amount {
  readonly amount: number;
  readonly currency: string;
}

export interface OrderRecord {
  readonly orderId: string;
  readonly cartId: string;
  readonly status: OrderStatus;
  readonly createdAt: string;
  readonly paymentId?: string | undefined;
  /** What was bought, once the cart was claimed. */
  readonly content?: { readonly lines: readonly Demand[]; readonly total: Amount } | undefined;
}

export interface StockLevelRecord {
  readonly sku: string;
  readonly locationId: string;
  readonly available: number;
  readonly reserved: number;
}

/** An entry of the stock ledger: units that came (positive) or were written off (negative). */
export interface MovementRecord {
  readonly sku: string;
  readonly locationId: string;
  readonly delta: number;
}

export interface ReservationRecord {
  readonly orderId: string;
  readonly status: 'held' | 'committed' | 'released' | 'expired';
  readonly allocations: readonly (Demand & { readonly locationId: string })[];
  /** Until when it holds stock unless it is committed. */
  readonly dueAt: string;
}

export interface PaymentRecord {
  readonly paymentId: string;
  readonly orderId: string;
  readonly status: 'authorizing' | 'authorized' | 'declined' | 'voided';
  /** None for an order that was given up before it asked to pay. */
  readonly amount?: Amount | undefined;
  readonly updatedAt: string;
}

export interface LedgerRecord {
  readonly paymentId: string;
  readonly entryId: string;
  readonly postings: readonly (Amount & { readonly account: string })[];
}

/** One broken invariant. It is the same finding in a second reading if all three are the same. */
export interface Finding {
  readonly invariant: string;
  /** The id of what is wrong: `ord_…`, `pay_…`, `<sku> at <location>`, a currency. */
  readonly subject: string;
  /** Tells differences, never running totals, so that it reads the same while the shop goes on. */
  readonly message: string;
}

/** The order may still be on its way: its stock and its payment are allowed to be ahead of it or behind it. */
export function isUnsettled({ status }: OrderRecord): boolean {
  return status === 'pending' || status === 'rejecting' || status === 'cancelling' || status === 'parked';
}

/** Whether something has been left for longer than the patience that the invariants have with work under way. */
export type Overdue = (since: string) => boolean;
