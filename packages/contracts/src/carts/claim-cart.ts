import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { CurrencyCode, idSchema, MoneyView, Sku } from '../http/shapes.ts';
import { CartTotals, Quantity } from './views.ts';

/** Who checks out; a guest is known by the SHA-256 (hex) of the cart token, never by the token itself. */
export const CartClaimant = z.strictObject({
  role: z.enum(['guest', 'shopper', 'admin']),
  userId: z.optional(idSchema('usr')),
  cartTokenHash: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Must be a SHA-256 in hex.'))),
});

export const ClaimedItem = z.strictObject({
  itemId: idSchema('itm'),
  variantId: idSchema('var'),
  productId: idSchema('prd'),
  sku: Sku,
  name: z.string(),
  quantity: Quantity,
  unitPrice: MoneyView,
  total: MoneyView,
});

/**
 * Locks the cart for one order at the prices of this moment. Idempotent by `orderId`: a second call answers the
 * same items and totals, whatever has become of the prices.
 */
export const claimCart = defineFunction({
  service: 'carts',
  name: 'claim-cart',
  request: z.strictObject({
    orderId: idSchema('ord'),
    cartId: idSchema('crt'),
    caller: CartClaimant,
    expectedTotal: z.optional(MoneyView),
  }),
  response: z.strictObject({ currency: CurrencyCode, items: z.array(ClaimedItem), totals: CartTotals }),
  errors: [
    'carts.cart-not-found',
    'carts.empty',
    'carts.total-changed',
    'carts.already-checked-out',
    'carts.too-many-lines',
    'carts.variant-unavailable',
    'carts.claim-released',
    'carts.busy',
  ],
});
export type ClaimCartRequest = z.output<typeof claimCart.request>;
export type ClaimCartResponse = z.output<typeof claimCart.response>;
