import { DomainError } from '@tradewind/kernel';

export function productNotFound(productId: string): DomainError {
  return new DomainError('not-found', 'catalog.product-not-found', `There is no product ${productId}.`);
}

export function skuTaken(sku: string): DomainError {
  return new DomainError('conflict', 'catalog.sku-taken', `Another product already has the SKU ${sku}.`, {
    errors: [{ path: 'variants', code: 'sku_taken', message: `The SKU ${sku} is taken.` }],
  });
}

export function externalIdTaken(externalId: string): DomainError {
  return new DomainError(
    'conflict',
    'catalog.external-id-taken',
    `Another product already has the external id ${externalId}.`,
    { errors: [{ path: 'externalId', code: 'external_id_taken', message: `${externalId} is taken.` }] },
  );
}

export function staleVersion(): DomainError {
  return new DomainError(
    'precondition-failed',
    'request.stale-version',
    'The product was changed since it was read; read it again.',
  );
}

export function unknownVariant(variantId: string): DomainError {
  return new DomainError(
    'rule-violated',
    'catalog.unknown-variant',
    `The product has no variant ${variantId}, or it was named twice.`,
  );
}

export function tooManyVariants(limit: number): DomainError {
  return new DomainError('rule-violated', 'catalog.too-many-variants', `A product may have ${limit} variants.`);
}

export function tooManyAttributes(limit: number): DomainError {
  return new DomainError('rule-violated', 'catalog.too-many-attributes', `A product may have ${limit} attributes.`);
}

/** Too many changes met on the same rows; nothing was written. */
export function catalogueBusy(): DomainError {
  return new DomainError('unavailable', 'catalog.busy', 'The product is being changed by others; try again.', {
    retryAfter: 1,
  });
}
