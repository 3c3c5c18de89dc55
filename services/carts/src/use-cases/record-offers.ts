import type { ProductPublished } from '@tradewind/contracts/catalog/product-published.v1';
import type { ProductWithdrawn } from '@tradewind/contracts/catalog/product-withdrawn.v1';
import type { Offer } from '../domain/offer.ts';
import type { OfferRecorder } from '../domain/ports.ts';

type Published = ReturnType<typeof ProductPublished.parse>['data'];
type Withdrawn = ReturnType<typeof ProductWithdrawn.parse>['data'];

export interface RecordOffersDeps {
  readonly offers: OfferRecorder;
}

/** Keeps both names apart only where they say different things: "Mug – Blue", but not "Mug – Mug". */
function displayName(product: string, variant: string): string {
  return variant === '' || variant === product ? product : `${product} – ${variant}`;
}

async function recordAll({ offers }: RecordOffersDeps, all: readonly Offer[]): Promise<void> {
  await Promise.all(all.map((offer) => offers.record(offer)));
}

/** Puts a product's variants on sale as of its version. Repeated and late events change nothing. */
export function recordPublished(deps: RecordOffersDeps) {
  return ({ productId, version, name, variants }: Published): Promise<void> =>
    recordAll(
      deps,
      variants.map((variant) => ({
        status: 'on-sale',
        variantId: variant.variantId,
        productId,
        version,
        sku: variant.sku,
        name: displayName(name, variant.name),
        prices: Object.fromEntries(variant.prices.map(({ currency, amount }) => [currency, amount])),
      })),
    );
}

/** Takes variants off sale as of the product's version. Repeated and late events change nothing. */
export function recordWithdrawn(deps: RecordOffersDeps) {
  return ({ productId, version, variantIds }: Withdrawn): Promise<void> =>
    recordAll(
      deps,
      variantIds.map((variantId) => ({ status: 'withdrawn', variantId, productId, version })),
    );
}
