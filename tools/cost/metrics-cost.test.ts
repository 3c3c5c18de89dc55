import { describe, expect, it } from '@jest/globals';
import { metricsCost } from './metrics-cost.ts';

describe('metricsCost', () => {
  it('bills three metrics of each function once, to its service', () => {
    const lines = metricsCost(['orders/get-order', 'orders/get-order', 'orders/cancel-order', 'carts/get-cart']);
    const amounts = new Map(lines.map(({ service, amount }) => [service, amount]));
    expect(amounts.get('orders')).toBeCloseTo(1.8);
    expect(amounts.get('carts')).toBeCloseTo(0.9);
  });

  it('bills the business metrics to the shop, those with a dimension for each value', () => {
    // Nine without a dimension, two with three values each.
    expect(metricsCost([]).map(({ service, quantity }) => [service, quantity])).toEqual([['platform', 15]]);
  });
});
