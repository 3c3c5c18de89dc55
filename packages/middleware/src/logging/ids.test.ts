import { describe, expect, it } from '@jest/globals';
import { idsIn } from './ids.ts';

describe('idsIn', () => {
  it('finds what lines are looked up by', () => {
    const message = { orderId: 'ord_1', paymentId: 'pay_1', sku: 'TEA', quantity: 2, email: 'a@b.example', lines: [] };
    expect(idsIn(message)).toEqual({ orderId: 'ord_1', paymentId: 'pay_1', sku: 'TEA' });
  });

  it.each([
    ['a text with spaces', { orderId: 'two words' }],
    ['an address', { userId: 'jane@example.com' }],
    ['an endless text', { orderId: 'x'.repeat(65) }],
    ['a number', { orderId: 5 }],
    ['another key', { paid: 'x', id: 'ord_1', OrderId: 'ord_1' }],
  ])('leaves out %s', (_, message) => {
    expect(idsIn(message)).toEqual({});
  });

  it.each([undefined, null, 'text', 7])('finds nothing in %j', (message) => {
    expect(idsIn(message)).toEqual({});
  });
});
