import {
  isUnsettled,
  type Books,
  type Demand,
  type Finding,
  type OrderRecord,
  type Overdue,
  type PaymentRecord,
  type ReservationRecord,
} from './books.ts';
import { holdsStock } from './stock-invariants.ts';

interface Purchase {
  readonly order: OrderRecord;
  readonly reservation: ReservationRecord | undefined;
  readonly payment: PaymentRecord | undefined;
}

function demandOf(lines: readonly Demand[]): string {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  return JSON.stringify([...bySku].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function finding(invariant: string, subject: string, message: string): Finding {
  return { invariant, subject, message };
}

/** Bought: its stock is committed, exactly what its lines say, and its payment authorised, exactly its total. */
function confirmedFindings({ order, reservation, payment }: Purchase): Finding[] {
  const { orderId, content, paymentId } = order;
  if (content === undefined) return [finding('order.has-lines', orderId, 'A confirmed order has no lines.')];
  const findings: Finding[] = [];
  if (reservation?.status !== 'committed') {
    const message = `Confirmed, but its stock is ${reservation?.status ?? 'not reserved'}.`;
    findings.push(finding('order.stock-committed', orderId, message));
  } else if (demandOf(reservation.allocations) !== demandOf(content.lines)) {
    findings.push(finding('order.stock-committed', orderId, 'Its reservation holds something else than it bought.'));
  }
  if (payment?.status !== 'authorized' || payment.paymentId !== paymentId) {
    const message = `Confirmed, but its payment is ${payment?.status ?? 'missing'}.`;
    findings.push(finding('order.payment-authorised', orderId, message));
  } else if (payment.amount?.amount !== content.total.amount || payment.amount.currency !== content.total.currency) {
    findings.push(finding('order.payment-authorised', orderId, 'Its payment is not of its total.'));
  }
  return findings;
}

/** Not bought: it holds neither stock nor money. */
function undoneFindings({ order, reservation, payment }: Purchase): Finding[] {
  const { orderId, status } = order;
  const findings: Finding[] = [];
  if (reservation !== undefined && holdsStock(reservation)) {
    findings.push(finding('order.stock-given-back', orderId, `It is ${status}, and its stock ${reservation.status}.`));
  }
  if (payment?.status === 'authorized' || payment?.status === 'authorizing') {
    findings.push(finding('order.payment-given-back', orderId, `It is ${status}, and its payment ${payment.status}.`));
  }
  return findings;
}

function purchaseFindings(purchase: Purchase, overdue: Overdue): Finding[] {
  const { order } = purchase;
  if (order.status === 'confirmed') return confirmedFindings(purchase);
  if (order.status === 'rejected' || order.status === 'cancelled') return undoneFindings(purchase);
  if (order.status !== 'parked' && !overdue(order.createdAt)) return [];
  const message = `It has been ${order.status} for longer than a checkout may take.`;
  return order.status === 'parked'
    ? [finding('order.not-parked', order.orderId, 'It could not be undone and waits for an operator.')]
    : [finding('order.settles', order.orderId, message)];
}

/** A cart becomes one order at most: rejected ones gave it back, cancelled ones kept it. */
function cartFindings(orders: readonly OrderRecord[]): Finding[] {
  const byCart = Map.groupBy(
    orders.filter((order) => order.status === 'confirmed' || order.status === 'cancelled'),
    ({ cartId }) => cartId,
  );
  return [...byCart]
    .filter(([, sharing]) => sharing.length > 1)
    .map(([cartId, sharing]) =>
      finding('order.one-per-cart', cartId, `It became ${sharing.map(({ orderId }) => orderId).join(' and ')}.`),
    );
}

/** Stock or money that is kept for an order that does not exist. */
function orphanFindings({ orders, reservations, payments }: Books, overdue: Overdue): Finding[] {
  const known = new Set(orders.map(({ orderId }) => orderId));
  const stock = reservations
    .filter((reservation) => holdsStock(reservation) && !known.has(reservation.orderId))
    .filter(({ status, dueAt }) => status === 'committed' || overdue(dueAt))
    .map(({ orderId, status }) => finding('reservation.has-order', orderId, `Stock is ${status} for no order.`));
  const money = payments
    .filter(({ orderId, status }) => (status === 'authorized' || status === 'authorizing') && !known.has(orderId))
    .filter(({ updatedAt }) => overdue(updatedAt))
    .map(({ paymentId, status }) => finding('payment.has-order', paymentId, `It is ${status} for no order.`));
  return [...stock, ...money];
}

/** Every order agrees with its stock and its payment, none is stuck, and nothing is kept for an order that is not there. */
export function orderFindings(books: Books, overdue: Overdue): Finding[] {
  const reservations = new Map(books.reservations.map((reservation) => [reservation.orderId, reservation]));
  const payments = new Map(books.payments.map((payment) => [payment.orderId, payment]));
  const purchases = books.orders.map((order) => ({
    order,
    reservation: reservations.get(order.orderId),
    payment: payments.get(order.orderId),
  }));
  return [
    ...purchases.flatMap((purchase) => purchaseFindings(purchase, overdue)),
    ...cartFindings(books.orders),
    ...orphanFindings(books, overdue),
  ];
}

/** How many orders are still on their way. */
export function unsettledCount({ orders }: Books): number {
  return orders.filter(isUnsettled).length;
}
