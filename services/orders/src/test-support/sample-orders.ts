import { money, newId } from '@tradewind/kernel';
import {
  cancel,
  confirm,
  park,
  placeOrder,
  recordClaim,
  recordReservation,
  reject,
  settle,
  type Buyer,
  type NewOrder,
  type Order,
  type OrderContent,
  type OrderItem,
} from '../domain/order.ts';

export const AT = '2026-08-04T09:30:00.000Z';
export const DUE_AT = '2026-08-04T09:31:00.000Z';

const GBP = (amount: number) => money(amount, 'GBP');

function item(sku: string, name: string, quantity: number, unitPrice: number): OrderItem {
  return {
    itemId: newId('itm'),
    variantId: newId('var'),
    productId: newId('prd'),
    sku,
    name,
    quantity,
    unitPrice: GBP(unitPrice),
    total: GBP(unitPrice * quantity),
  };
}

/** Three SKUs with names of usual length, as the cost of a checkout is counted for. */
export const CONTENT: OrderContent = {
  currency: 'GBP',
  items: [
    item('MUG-ENAMEL-BLUE', 'Enamel mug, blue', 2, 1999),
    item('TEA-ASSAM-250', 'Assam tea, loose leaf, 250 g', 1, 899),
    item('KETTLE-STEEL-1L', 'Stove kettle, steel, 1 litre', 1, 4950),
  ],
  totals: { subtotal: GBP(9847), tax: GBP(1641), shipping: GBP(0), discount: GBP(0), total: GBP(9847) },
};

export const SHOPPER: Buyer = { role: 'shopper', userId: newId('usr') };
export const GUEST: Buyer = { role: 'guest', cartTokenHash: 'a'.repeat(64) };

export function newOrder(overrides: Partial<NewOrder> = {}): NewOrder {
  return {
    id: newId('ord'),
    buyer: SHOPPER,
    request: {
      cartId: newId('crt'),
      email: 'shopper@tradewind.test',
      shippingAddress: {
        name: 'Ada Byron',
        line1: '12 St James Square',
        city: 'London',
        postalCode: 'SW1Y 4JH',
        country: 'GB',
      },
      paymentMethod: 'pm_sandbox_ok',
      expectedTotal: GBP(9847),
    },
    trace: {
      requestId: '5b1f7b0e-3f1c-4c0a-9a3e-6a1d7a4f2c10',
      correlationId: '0a6a3d64-2b7a-4d8c-8b6e-2f7c1f9a5e21',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    },
    at: AT,
    dueAt: DUE_AT,
    ...overrides,
  };
}

/** One order's life, state by state, along every path. */
export function orderIn(overrides: Partial<NewOrder> = {}) {
  const placed = placeOrder(newOrder(overrides));
  const claimed = recordClaim(placed, CONTENT, AT);
  const reserved = recordReservation(claimed, AT);
  const confirmed = confirm(reserved, 'pay_01K1V7GP3S8B1X3K5M7N9Q1R3T', AT);
  const rejecting = reject(reserved, 'payments.declined', AT, DUE_AT);
  const { trace } = placed;
  const cancelling = cancel(confirmed, { reason: 'Ordered twice.', trace, at: AT, dueAt: DUE_AT });
  return {
    placed,
    claimed,
    reserved,
    confirmed,
    rejecting,
    rejected: settle(rejecting, AT),
    refused: reject(placed, 'carts.empty', AT, DUE_AT),
    cancelling,
    cancelled: settle(cancelling, AT),
    parkedRejection: park(rejecting, AT),
    parkedCancellation: park(cancelling, AT),
  } satisfies Record<string, Order>;
}
