import { describe, expect, it } from '@jest/globals';
import { OrderView } from '@tradewind/contracts/orders/views';
import type { Order } from '../domain/order.ts';
import { CONTENT, orderIn } from '../test-support/sample-orders.ts';
import { toOrderView } from './order-view.ts';

const orders: Readonly<Record<string, Order>> = orderIn();

describe('the view of an order', () => {
  it.each(Object.entries(orders))('%s keeps to the contract and tells nothing else', (_, order) => {
    const view = toOrderView(order);
    expect(OrderView.parse(view)).toEqual(view);
    expect(JSON.stringify(view)).not.toContain('cartTokenHash');
  });

  it.each([
    ['placed', { status: 'pending', items: [] }],
    ['reserved', { status: 'pending', currency: 'GBP', totals: CONTENT.totals }],
    ['confirmed', { status: 'confirmed', payment: { status: 'authorized' } }],
    ['rejecting', { status: 'pending' }],
    ['rejected', { status: 'rejected', failure: { code: 'payments.declined' } }],
    ['cancelling', { status: 'cancelling', payment: { status: 'authorized' } }],
    ['cancelled', { status: 'cancelled', payment: { status: 'voided' } }],
    ['parkedCancellation', { status: 'parked' }],
  ])('%s', (name, expected) => {
    const order = orders[name];
    expect(order && toOrderView(order)).toMatchObject(expected);
  });

  it('names no failure before the cart is open again', () => {
    expect(orders['rejecting'] && toOrderView(orders['rejecting'])).not.toHaveProperty('failure');
  });
});
