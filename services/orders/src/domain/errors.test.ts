import { describe, expect, it } from '@jest/globals';
import { createCheckout } from '@tradewind/contracts/orders/create-checkout';
import { claimCart } from '@tradewind/contracts/carts/claim-cart';
import { authorizePayment } from '@tradewind/contracts/payments/authorize-payment';
import { reserveStock } from '@tradewind/contracts/inventory/reserve-stock';
import type { DeclaredProblem } from '@tradewind/contracts/http/route';
import type { ErrorKind } from '@tradewind/kernel';
import { rejection } from './errors.ts';

const STATUS: Partial<Record<ErrorKind, number>> = {
  'payment-declined': 402,
  'not-found': 404,
  conflict: 409,
  'rule-violated': 422,
};

/** Not told to buyers: retried, or met only by runs whose order was decided by another. */
const INTERNAL = new Set([
  'carts.busy',
  'carts.claim-released',
  'inventory.busy',
  'inventory.reservation-released',
  'payments.provider-unavailable',
  'payments.request-mismatch',
  'payments.voided',
]);

describe('why nothing was bought', () => {
  const declared: readonly DeclaredProblem[] = createCheckout.problems;
  const bySaga = declared.filter(({ code }) => code !== 'orders.email-required');

  it.each(bySaga)('is told as the contract declares: $status $code', ({ status, code }) => {
    const { kind, message } = rejection(code);
    expect(STATUS[kind]).toBe(status);
    expect(message).not.toBe(rejection('no.such-code').message);
  });

  it('is declared for every refusal of carts, inventory and payments', () => {
    const refusals = [claimCart, reserveStock, authorizePayment].flatMap(({ errors }) => errors);
    const codes = new Set(declared.map(({ code }) => code));
    expect(refusals.filter((code) => !codes.has(code) && !INTERNAL.has(code))).toEqual([]);
  });

  it.each(['carts.claim-released', 'inventory.reservation-released', 'payments.voided'])(
    'is told as an abandoned checkout when the order was undone before: %s',
    (code) => {
      expect(rejection(code)).toMatchObject({ kind: 'conflict', code: 'orders.checkout-abandoned' });
    },
  );

  it('is a conflict when the code is unknown', () => {
    expect(rejection('carts.brand-new')).toMatchObject({ kind: 'conflict', code: 'carts.brand-new' });
  });
});
