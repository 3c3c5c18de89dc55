import type { Offer } from '../domain/offer.ts';
import type { OfferReader, OfferRecorder } from '../domain/ports.ts';

/** Offers in a Map; for tests of the use cases. */
export function inMemoryOffers(initial: readonly Offer[] = []): OfferReader & OfferRecorder {
  const offers = new Map(initial.map((offer) => [offer.variantId, offer]));
  return {
    find: (variantIds) => Promise.resolve(new Map([...offers].filter(([variantId]) => variantIds.includes(variantId)))),
    record(offer) {
      const present = offers.get(offer.variantId);
      if (present !== undefined && present.version >= offer.version) return Promise.resolve(false);
      offers.set(offer.variantId, offer);
      return Promise.resolve(true);
    },
  };
}
