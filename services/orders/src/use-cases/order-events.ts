import { OrderCancelled } from '@tradewind/contracts/orders/order-cancelled.v1';
import { OrderConfirmed } from '@tradewind/contracts/orders/order-confirmed.v1';
import type { Clock } from '@tradewind/kernel';
import type { CancelledOrder, ConfirmedOrder } from '../domain/order.ts';
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
