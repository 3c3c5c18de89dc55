import type { OrderView } from '@tradewind/contracts/orders/views';
import { CurrencyCode } from '@tradewind/contracts/http/shapes';
import type { Order } from '../domain/order.ts';
import { toMoneyView, toTotalsView } from '../use-cases/money-view.ts';

type Status = OrderView['status'];

/** A rejection shows once it is undone, when the cart can be used again: until then the order is being worked on. */
function statusOf({ status }: Order): Status {
  return status === 'rejecting' ? 'pending' : status;
}

function paymentOf(order: Order): Pick<OrderView, 'payment'> {
  if (!('paymentId' in order)) return {};
  return { payment: { id: order.paymentId, status: order.status === 'cancelled' ? 'voided' : 'authorized' } };
}

function contentOf({ content }: Order): Pick<OrderView, 'items' | 'currency' | 'totals'> {
  if (content === undefined) return { items: [] };
  return {
    items: content.items.map((item) => ({
      ...item,
      unitPrice: toMoneyView(item.unitPrice),
      total: toMoneyView(item.total),
    })),
    currency: CurrencyCode.parse(content.currency),
    totals: toTotalsView(content.totals),
  };
}

/** The order as the API shows it. */
export function toOrderView(order: Order): OrderView {
  const { id, request, createdAt, updatedAt } = order;
  return {
    id,
    status: statusOf(order),
    ...contentOf(order),
    email: request.email,
    shippingAddress: request.shippingAddress,
    ...paymentOf(order),
    ...(order.status === 'rejected' ? { failure: { code: order.failureCode } } : {}),
    createdAt,
    updatedAt,
  };
}
