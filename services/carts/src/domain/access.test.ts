import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { hashCartToken, mayAccess, newCartToken } from './access.ts';

const userId = newId('usr');
const token = newCartToken();
const tokenHash = hashCartToken(token);

describe('a cart token', () => {
  it('carries 256 bits and never repeats', () => {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(new Set(Array.from({ length: 100 }, newCartToken)).size).toBe(100);
  });

  it('is stored as SHA-256 in hex', () => {
    expect(hashCartToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('access to a cart', () => {
  const own = { userId };
  const guests = { tokenHash };

  it.each([
    ['its owner', own, { role: 'shopper', userId }, true],
    ['another shopper', own, { role: 'shopper', userId: newId('usr') }, false],
    ['a guest', own, { role: 'guest' }, false],
    ['the bearer of some token', own, { role: 'guest', cartTokenHash: tokenHash }, false],
    ['an admin', own, { role: 'admin', userId: newId('usr') }, false],
    ['an admin in a cart of their own', own, { role: 'admin', userId }, true],
    ['the saga', own, { role: 'service' }, true],
    ['the bearer of its token', guests, { role: 'guest', cartTokenHash: tokenHash }, true],
    ['its bearer, signed in meanwhile', guests, { role: 'shopper', userId, cartTokenHash: tokenHash }, true],
    ['the bearer of another token', guests, { role: 'guest', cartTokenHash: hashCartToken(newCartToken()) }, false],
    ['a hash of another length', guests, { role: 'guest', cartTokenHash: '' }, false],
    ['a guest without a token', guests, { role: 'guest' }, false],
    ['a shopper without a token', guests, { role: 'shopper', userId }, false],
  ] as const)('%s', (_who, owner, claimant, expected) => {
    expect(mayAccess(owner, claimant)).toBe(expected);
  });
});
