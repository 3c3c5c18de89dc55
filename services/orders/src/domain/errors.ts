import { DomainError, type ErrorKind } from '@tradewind/kernel';

export function orderNotFound(): DomainError {
  return new DomainError('not-found', 'orders.order-not-found', 'There is no such order.');
}

export function emailRequired(): DomainError {
  return new DomainError('rule-violated', 'orders.email-required', 'An email address is needed for this order.', {
    errors: [{ path: 'body.email', code: 'required', message: 'Give the address that the confirmation goes to.' }],
  });
}

export function notCancellable(status: string): DomainError {
  return new DomainError('conflict', 'orders.not-cancellable', `An order that is ${status} cannot be cancelled.`);
}

/** The order was decided otherwise, or is not so far yet: whoever runs this step must undo what it did. */
export function checkoutSettled(orderId: string, state: string): DomainError {
  return new DomainError('conflict', 'orders.checkout-settled', `The checkout of ${orderId} is ${state}.`);
}

export function notCompensating(status: string): DomainError {
  return new DomainError('conflict', 'orders.not-compensating', `An order that is ${status} has nothing to settle.`);
}

export function notParked(status: string): DomainError {
  return new DomainError('conflict', 'orders.not-parked', `An order that is ${status} waits for no operator.`);
}

/** Somebody else changed the order in between. */
export function concurrentChange(): DomainError {
  return new DomainError('conflict', 'orders.concurrent-change', 'The order was changed at the same time; try again.');
}

/** Given up by the schedule after every attempt at finishing it. */
export const CHECKOUT_ABANDONED = 'orders.checkout-abandoned';

interface Refusal {
  readonly kind: ErrorKind;
  readonly message: string;
}

/** By code, written out: a computed key would keep the table in the bundles of functions that never refuse. */
const REFUSALS: Readonly<Record<string, Refusal> & Record<typeof CHECKOUT_ABANDONED, Refusal>> = {
  'carts.cart-not-found': { kind: 'not-found', message: 'There is no such cart.' },
  'carts.empty': { kind: 'rule-violated', message: 'The cart is empty.' },
  'carts.too-many-lines': { kind: 'rule-violated', message: 'The cart has too many lines for one order.' },
  'carts.total-changed': { kind: 'conflict', message: 'The total of the cart is not the expected one.' },
  'carts.already-checked-out': { kind: 'conflict', message: 'This cart has become an order already.' },
  'carts.variant-unavailable': { kind: 'conflict', message: 'Something in the cart is no longer sold.' },
  'inventory.insufficient-stock': { kind: 'conflict', message: 'There is not enough stock for this cart.' },
  'inventory.reservation-expired': { kind: 'conflict', message: 'The stock could not be held long enough.' },
  'payments.unknown-payment-method': { kind: 'rule-violated', message: 'There is no such payment method.' },
  'payments.declined': { kind: 'payment-declined', message: 'The payment was declined.' },
  'payments.action-unsupported': { kind: 'rule-violated', message: 'This payment needs a step that is not offered.' },
  'orders.checkout-abandoned': { kind: 'conflict', message: 'The checkout could not be finished; nothing was bought.' },
};

/** What only a run meets whose order was undone by another before: it says nothing to a buyer. */
const OVERTAKEN = new Set(['carts.claim-released', 'inventory.reservation-released', 'payments.voided']);

/** Why nothing was bought, as the buyer is told. A code that no rule knows is still a conflict that left nothing behind. */
export function rejection(failureCode: string): DomainError {
  const code = OVERTAKEN.has(failureCode) ? CHECKOUT_ABANDONED : failureCode;
  const { kind, message } = REFUSALS[code] ?? { kind: 'conflict', message: 'The checkout was refused.' };
  return new DomainError(kind, code, message);
}
