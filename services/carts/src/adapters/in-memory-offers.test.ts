import { describe } from '@jest/globals';
import { inMemoryOffers } from './in-memory-offers.ts';
import { offersSuite } from './offers.suite.ts';

describe('offers in memory', () => {
  const offers = inMemoryOffers();
  offersSuite(() => offers);
});
