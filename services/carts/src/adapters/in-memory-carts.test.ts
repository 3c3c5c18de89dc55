import { describe } from '@jest/globals';
import { cartRepositorySuite } from './carts.suite.ts';
import { inMemoryCarts } from './in-memory-carts.ts';

describe('carts in memory', () => {
  const carts = inMemoryCarts();
  cartRepositorySuite(() => carts);
});
