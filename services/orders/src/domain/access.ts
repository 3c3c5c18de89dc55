import { mayActFor, type Caller } from '@tradewind/kernel';
import { createHash } from 'node:crypto';
import type { Buyer, Order } from './order.ts';

/** How a cart token is kept and passed on: SHA-256 in hex. */
export function hashCartToken(cartToken: string): string {
  return createHash('sha256').update(cartToken).digest('hex');
}

/** The caller as the buyer of an order. A guest's token hash identifies the order's bearer later on. */
export function buyerOf(caller: Caller): Buyer {
  return {
    role: caller.role === 'shopper' || caller.role === 'admin' ? caller.role : 'guest',
    userId: caller.userId,
    cartTokenHash: caller.cartToken === undefined ? undefined : hashCartToken(caller.cartToken),
  };
}

/** Whether it is as an admin only that the caller may act on the order: such acts go on record. */
export function actsAsAdmin(order: Order, caller: Caller): boolean {
  return caller.role === 'admin' && caller.userId !== order.buyer.userId;
}

/** Its owner, admins, and the bearer of the cart token that a guest bought it with. */
export function mayAccess(order: Order, caller: Caller): boolean {
  if (mayActFor(caller, order.buyer.userId)) return true;
  const { userId, cartTokenHash } = order.buyer;
  return (
    userId === undefined &&
    cartTokenHash !== undefined &&
    caller.cartToken !== undefined &&
    hashCartToken(caller.cartToken) === cartTokenHash
  );
}
