import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Role } from '@tradewind/kernel';

/** Whose cart it is: a shopper's, or whoever holds the token with this SHA-256 (hex). */
export type CartOwner = { readonly userId: string } | { readonly tokenHash: string };

/** Who asks; the same for a request with a raw token and for a saga step that knows only its hash. */
export interface Claimant {
  readonly role: Role;
  readonly userId?: string | undefined;
  readonly cartTokenHash?: string | undefined;
}

const TOKEN_BYTES = 32;

/** A new cart token: 256 random bits, base64url. It is shown once and stored only as its hash. */
export function newCartToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** SHA-256 in hex. A plain hash is enough: the token is random, so there is nothing to guess by dictionary. */
export function hashCartToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function sameHash(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Its owner, the saga, or the bearer of its token (signed in or not) may see and change a cart. Admins may not: nobody shops for
 * somebody else.
 */
export function mayAccess(owner: CartOwner, claimant: Claimant): boolean {
  if (claimant.role === 'service') return true;
  if ('userId' in owner) return claimant.userId === owner.userId;
  return claimant.cartTokenHash !== undefined && sameHash(owner.tokenHash, claimant.cartTokenHash);
}
