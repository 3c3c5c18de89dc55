import { DomainError } from '@tradewind/kernel';

export function stockNotFound(sku: string): DomainError {
  return new DomainError('not-found', 'inventory.stock-not-found', `No stock is kept of the SKU ${sku}.`);
}

export function alreadyStocked(sku: string, locationId: string): DomainError {
  return new DomainError(
    'conflict',
    'inventory.already-stocked',
    `The SKU ${sku} was already stocked at ${locationId}; adjust it for another reason than "initial".`,
  );
}

export function belowReserved(sku: string, locationId: string): DomainError {
  return new DomainError(
    'conflict',
    'inventory.below-reserved',
    `So many units of ${sku} are not free at ${locationId}: units that are reserved cannot be taken.`,
  );
}

export function levelTooHigh(sku: string, locationId: string): DomainError {
  return new DomainError(
    'conflict',
    'inventory.level-too-high',
    `The level of ${sku} at ${locationId} would leave the range that is counted.`,
  );
}

export function wrongDirection(message: string): DomainError {
  return new DomainError('rule-violated', 'inventory.wrong-direction', message, {
    errors: [{ path: 'body.delta', code: 'wrong_direction', message }],
  });
}

export function insufficientStock(skus: readonly string[]): DomainError {
  return new DomainError('conflict', 'inventory.insufficient-stock', `No location has enough of: ${skus.join(', ')}.`, {
    errors: skus.map((sku) => ({ path: `lines.${sku}`, code: 'insufficient_stock', message: `Not enough of ${sku}.` })),
  });
}

export function tooManyLines(limit: number): DomainError {
  return new DomainError(
    'rule-violated',
    'carts.too-many-lines',
    `An order may hold at most ${limit} different SKUs, which are reserved as one.`,
  );
}

export function reservationExpired(orderId: string): DomainError {
  return new DomainError(
    'conflict',
    'inventory.reservation-expired',
    `Nothing is reserved for the order ${orderId} any longer.`,
  );
}

export function reservationReleased(orderId: string): DomainError {
  return new DomainError(
    'conflict',
    'inventory.reservation-released',
    `The reservation of the order ${orderId} was released.`,
  );
}

/** Too many others changed the same stock at once; nothing was done. */
export function stockBusy(): DomainError {
  return new DomainError('unavailable', 'inventory.busy', 'The stock is in great demand just now; try again.', {
    retryAfter: 1,
  });
}
