import { inMemoryCarts } from '../adapters/in-memory-carts.ts';
import { inMemoryOffers } from '../adapters/in-memory-offers.ts';
import type { Offer } from '../domain/offer.ts';
import type { CartDeps, OfferRecorder } from '../domain/ports.ts';
import { NOW } from './samples.ts';

export interface InMemoryDeps extends CartDeps {
  readonly offers: CartDeps['offers'] & OfferRecorder;
  /** Moves the clock to this RFC 3339 instant. */
  setTime(instant: string): void;
}

/** Everything the use cases need, in memory, with a clock that stands still until it is moved. */
export function inMemoryDeps(offers: readonly Offer[] = []): InMemoryDeps {
  let now = new Date(NOW);
  return {
    carts: inMemoryCarts(),
    offers: inMemoryOffers(offers),
    clock: { now: () => now },
    setTime(instant) {
      now = new Date(instant);
    },
  };
}
