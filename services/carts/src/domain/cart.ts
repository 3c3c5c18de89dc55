import { DomainError } from '@tradewind/kernel';
import type { CartOwner } from './access.ts';
import type { Currency } from './currency.ts';
import { alreadyCheckedOut, itemNotFound, quantityTooLarge, tooManyLines } from './errors.ts';
import type { Quote } from './offer.ts';
import type { Totals } from './totals.ts';

export const MAX_LINES = 98;
export const MAX_QUANTITY = 999;

const DAY_MS = 24 * 60 * 60 * 1000;
const GUEST_LIFETIME_MS = 30 * DAY_MS;
const SHOPPER_LIFETIME_MS = 90 * DAY_MS;

export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** As of the last change of the line or, in a claimed cart, as the order was charged. */
  readonly quote: Quote;
}

interface CartBase {
  readonly id: string;
  readonly currency: Currency;
  readonly owner: CartOwner;
  readonly lines: readonly CartLine[];
  /** Orders that gave the cart back, newest last: their claims must not come true any more. */
  readonly releasedOrders: readonly string[];
  /** The version that was read; saving makes it one more. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface OpenCart extends CartBase {
  readonly status: 'open';
}

/**
 * Locked by one order, at the prices that the order charges. It stays so after the order is confirmed: there is no
 * third state, because nothing would behave differently in it and it would cost every order a write.
 */
export interface ClaimedCart extends CartBase {
  readonly status: 'claimed';
  readonly orderId: string;
  readonly totals: Totals;
}

export type Cart = OpenCart | ClaimedCart;

/** A new, empty cart; `now` is RFC 3339. */
export function openCart(input: { id: string; currency: Currency; owner: CartOwner; now: string }): OpenCart {
  const { id, currency, owner, now } = input;
  return {
    status: 'open',
    id,
    currency,
    owner,
    lines: [],
    releasedOrders: [],
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** The moment after which an untouched cart no longer exists. */
export function expiryOf(cart: Cart): Date {
  const lifetime = 'userId' in cart.owner ? SHOPPER_LIFETIME_MS : GUEST_LIFETIME_MS;
  return new Date(Date.parse(cart.updatedAt) + lifetime);
}

function requireOpen(cart: Cart): OpenCart {
  if (cart.status !== 'open') throw alreadyCheckedOut();
  return cart;
}

function requireQuantity(quantity: number): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new DomainError('invalid', 'carts.invalid-quantity', 'A quantity is a whole number from 1.');
  }
  if (quantity > MAX_QUANTITY) throw quantityTooLarge(MAX_QUANTITY);
}

function withLines(cart: OpenCart, lines: readonly CartLine[], now: string): OpenCart {
  return { ...cart, lines, updatedAt: now };
}

export interface ItemToAdd {
  /** The id of the line, should the variant need a new one. */
  readonly itemId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly quote: Quote;
  readonly now: string;
}

/**
 * Adds units of a variant, onto its line if it has one. Throws `carts.already-checked-out`,
 * `carts.quantity-too-large` or `carts.too-many-lines`.
 */
export function addItem(cart: Cart, { itemId, variantId, quantity, quote, now }: ItemToAdd): OpenCart {
  const open = requireOpen(cart);
  const present = open.lines.find((line) => line.variantId === variantId);
  const line = { id: present?.id ?? itemId, variantId, quantity: quantity + (present?.quantity ?? 0), quote };
  requireQuantity(line.quantity);
  if (present !== undefined) {
    return withLines(
      open,
      open.lines.map((other) => (other === present ? line : other)),
      now,
    );
  }
  if (open.lines.length >= MAX_LINES) throw tooManyLines(MAX_LINES);
  return withLines(open, [...open.lines, line], now);
}

/** Sets a line's quantity; the same cart comes back if nothing changes. Throws `carts.item-not-found` and as above. */
export function changeQuantity(cart: Cart, change: { itemId: string; quantity: number; now: string }): OpenCart {
  const open = requireOpen(cart);
  requireQuantity(change.quantity);
  const present = open.lines.find((line) => line.id === change.itemId);
  if (present === undefined) throw itemNotFound();
  if (present.quantity === change.quantity) return open;
  const lines = open.lines.map((line) => (line === present ? { ...line, quantity: change.quantity } : line));
  return withLines(open, lines, change.now);
}

/** Takes a line out. Throws `carts.already-checked-out` or `carts.item-not-found`. */
export function removeItem(cart: Cart, removal: { itemId: string; now: string }): OpenCart {
  const open = requireOpen(cart);
  const lines = open.lines.filter((line) => line.id !== removal.itemId);
  if (lines.length === open.lines.length) throw itemNotFound();
  return withLines(open, lines, removal.now);
}
