import { adminAccess, adminChange, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { OrdersAdminActionRecorded } from '@tradewind/contracts/orders/admin-action-recorded.v1';
import { OrderCancelled } from '@tradewind/contracts/orders/order-cancelled.v1';
import { OrderConfirmed } from '@tradewind/contracts/orders/order-confirmed.v1';
import type { Clock } from '@tradewind/kernel';
import type { CancelledOrder, CancellingOrder, ConfirmedOrder, Order, RejectedOrder } from '../domain/order.ts';
import type { OutgoingEvent } from '../domain/ports.ts';
import { toMoneyView, toTotalsView } from './money-view.ts';

export function orderConfirmed(order: ConfirmedOrder, clock: Clock): OutgoingEvent {
  const items = order.content.items.map(({ sku, name, quantity, total }) => ({
    sku,
    name,
    quantity,
    total: toMoneyView(total),
  }));
  const data = {
    orderId: order.id,
    userId: order.buyer.userId ?? null,
    email: order.request.email,
    items,
    totals: toTotalsView(order.content.totals),
  };
  return OrderConfirmed.create(data, order.trace, clock);
}

export function orderCancelled(order: CancelledOrder, clock: Clock): OutgoingEvent {
  const data = {
    orderId: order.id,
    userId: order.buyer.userId ?? null,
    email: order.request.email,
    reason: order.reason,
    total: toMoneyView(order.content.totals.total),
  };
  return OrderCancelled.create(data, order.trace, clock);
}

const targetOf = ({ id }: Order) => ({ type: 'order', id });

/** An admin cancelled somebody else's order. The reason is free text and stays in the order, where an erasure finds it. */
export function cancellationRecorded(order: CancellingOrder, origin: AdminOrigin, clock: Clock): OutgoingEvent {
  const { status, version } = order;
  const before = { status: 'confirmed', version: version - 1 };
  const change = { action: 'orders.order-cancelled', target: targetOf(order), before, after: { status, version } };
  return OrdersAdminActionRecorded.create(adminChange(change, origin), origin, clock);
}

/** An operator closed a parked order as it is. The note is free text and stays in the log. */
export function settlementRecorded(
  order: CancelledOrder | RejectedOrder,
  origin: AdminOrigin,
  clock: Clock,
): OutgoingEvent {
  const { status, version } = order;
  const before = { status: 'parked', version: version - 1 };
  const change = { action: 'orders.order-settled', target: targetOf(order), before, after: { status, version } };
  return OrdersAdminActionRecorded.create(adminChange(change, origin), origin, clock);
}

/** An operator has a parked order undone once more; what comes of it is the saga's doing. */
export function retryRecorded(order: Order, origin: AdminOrigin, clock: Clock): OutgoingEvent {
  const change = adminChange({ action: 'orders.undoing-retried', target: targetOf(order) }, origin);
  return OrdersAdminActionRecorded.create(change, origin, clock);
}

/** An admin read somebody else's order, which names the buyer. */
export function readingRecorded(order: Order, origin: AdminOrigin, clock: Clock): OutgoingEvent {
  const access = adminAccess({ action: 'orders.order-read', target: targetOf(order) }, origin);
  return OrdersAdminActionRecorded.create(access, origin, clock);
}
