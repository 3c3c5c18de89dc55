import { DomainError, type FieldError } from '@tradewind/kernel';

export function cartNotFound(): DomainError {
  return new DomainError('not-found', 'carts.cart-not-found', 'There is no such cart.');
}

export function itemNotFound(): DomainError {
  return new DomainError('not-found', 'carts.item-not-found', 'There is no such item in the cart.');
}

export function alreadyCheckedOut(): DomainError {
  return new DomainError(
    'conflict',
    'carts.already-checked-out',
    'The cart belongs to an order and can no longer be changed.',
  );
}

export function claimReleased(): DomainError {
  return new DomainError('conflict', 'carts.claim-released', 'The order has already given this cart back.');
}

export function emptyCart(): DomainError {
  return new DomainError('rule-violated', 'carts.empty', 'The cart is empty.');
}

export function totalChanged(expected: number, actual: number): DomainError {
  return new DomainError('conflict', 'carts.total-changed', 'The total of the cart is not the expected one.', {
    errors: [
      { path: 'body.expectedTotal', code: 'total_changed', message: `Expected ${expected}, the total is ${actual}.` },
    ],
  });
}

export function tooManyLines(limit: number): DomainError {
  return new DomainError('rule-violated', 'carts.too-many-lines', `A cart holds at most ${limit} different variants.`);
}

export function quantityTooLarge(limit: number): DomainError {
  return new DomainError('rule-violated', 'carts.quantity-too-large', `A cart holds at most ${limit} of one variant.`);
}

/** `errors` names the lines in question where there is more than one candidate. */
export function variantUnavailable(errors: readonly FieldError[] = []): DomainError {
  return new DomainError('rule-violated', 'carts.variant-unavailable', 'A variant is not, or no longer, for sale.', {
    errors,
  });
}

export function currencyUnavailable(currency: string): DomainError {
  return new DomainError('rule-violated', 'carts.currency-unavailable', `The variant has no price in ${currency}.`);
}

export function staleVersion(): DomainError {
  return new DomainError(
    'precondition-failed',
    'request.stale-version',
    'The cart has changed since the version named in If-Match.',
  );
}

export function cartBusy(): DomainError {
  return new DomainError('unavailable', 'carts.busy', 'Too many changes of this cart at once.', { retryAfter: 1 });
}
