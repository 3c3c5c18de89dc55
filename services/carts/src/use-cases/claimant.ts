import type { Caller } from '@tradewind/kernel';
import { hashCartToken, type Claimant } from '../domain/access.ts';

/** The caller of a request as the cart's access rule sees them: a token only ever as its hash. */
export function claimantOf({ role, userId, cartToken }: Caller): Claimant {
  return { role, userId, cartTokenHash: cartToken === undefined ? undefined : hashCartToken(cartToken) };
}
