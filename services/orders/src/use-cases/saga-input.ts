import type { Order } from '../domain/order.ts';
import type { SagaInput } from '../domain/ports.ts';

/** The saga from its beginning: every step that has been done answers again as it did. */
export function checkoutInput({ id, request, buyer, trace }: Order): SagaInput {
  const { cartId, expectedTotal } = request;
  return {
    orderId: id,
    action: 'checkout',
    trace,
    claim: { orderId: id, cartId, caller: buyer, expectedTotal, trace },
  };
}

export function compensationInput({ id, trace }: Order): SagaInput {
  return { orderId: id, action: 'compensate', trace };
}
