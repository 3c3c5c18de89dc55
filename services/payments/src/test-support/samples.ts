import { money, newId } from '@tradewind/kernel';
import type { PaymentRequest } from '../domain/payment.ts';

export const NOW = '2026-03-01T10:00:00.000Z';

export function sampleRequest(overrides: Partial<PaymentRequest> = {}): PaymentRequest {
  return { amount: money(4999, 'GBP'), paymentMethod: 'pm_sandbox_ok', ...overrides };
}

/** A request as the saga sends it. */
export function sampleAuthorization(paymentMethod = 'pm_sandbox_ok', orderId: string = newId('ord')) {
  return { orderId, amount: { amount: 4999, currency: 'GBP' as const }, paymentMethod };
}
