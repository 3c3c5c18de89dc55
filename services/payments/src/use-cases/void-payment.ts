import { timestamp } from '@tradewind/kernel';
import { paymentIdOf, tombstone, voidPayment as giveUp } from '../domain/payment.ts';
import type { PaymentDeps } from '../domain/ports.ts';

/**
 * Gives up the order's payment. The provider first: once it has given up the key, no answer that is still on its way
 * can be a hold, and only then may the payment say `voided`. An order that never asked to pay gets a tombstone.
 * Idempotent. Throws `payments.provider-unavailable`, after which it must be repeated.
 */
export function voidPayment({ payments, provider, clock }: PaymentDeps) {
  return async ({ orderId }: { orderId: string }): Promise<void> => {
    const id = paymentIdOf(orderId);
    // Ends, because a payment that changed meanwhile is one step closer to a state with nothing left to void.
    for (;;) {
      const payment = (await payments.find(id)) ?? (await payments.createOrFind(tombstone(orderId, timestamp(clock))));
      if (payment.status === 'voided' || payment.status === 'declined') return;
      await provider.void(id);
      if (await payments.save(giveUp(payment, timestamp(clock)))) return;
    }
  };
}
