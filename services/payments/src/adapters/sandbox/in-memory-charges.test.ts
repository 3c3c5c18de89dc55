import { describe } from '@jest/globals';
import { chargeStoreSuite } from './charges.suite.ts';
import { inMemoryCharges } from './in-memory-charges.ts';

describe('sandbox charges in memory', () => {
  const charges = inMemoryCharges();
  chargeStoreSuite(() => charges);
});
