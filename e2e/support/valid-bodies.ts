import { ulid } from '@tradewind/kernel';
import { ADDRESS } from './shopping.ts';

const PRICES = [{ amount: 1999, currency: 'GBP' }];

/** A body that each route would accept, by the route's name; the ids in it belong to nothing. */
export const VALID_BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'register-user': { name: 'Bad Input', email: 'bad-input@example.com', password: 'Long-enough-password-1' },
  'confirm-user': { email: 'bad-input@example.com', code: '123456' },
  'create-session': { email: 'bad-input@example.com', password: 'Long-enough-password-1' },
  'refresh-session': { refreshToken: 'never-issued' },
  'delete-session': { refreshToken: 'never-issued' },
  'request-password-reset': { email: 'bad-input@example.com' },
  'confirm-password-reset': {
    email: 'bad-input@example.com',
    code: '123456',
    password: 'Long-enough-password-1',
  },
  'create-address': ADDRESS,
  'update-address': { city: 'Dover' },
  'answer-challenge': { session: `usr_${ulid()}.never-issued`, code: '123456' },
  'confirm-totp': { code: '123456' },
  'delete-totp': { password: 'Long-enough-password-1' },
  'delete-account': { password: 'Long-enough-password-1' },
  'update-profile': { name: 'Bad Input' },
  'create-product': { name: 'Bad input', category: 'bad-input', variants: [{ sku: 'BAD-INPUT', prices: PRICES }] },
  'update-product': { name: 'Bad input' },
  'add-variant': { sku: 'BAD-INPUT', prices: PRICES },
  'upsert-products': { products: [] },
  'adjust-stock': { locationId: 'london', delta: 1, reason: 'received' },
  'create-cart': { currency: 'GBP' },
  'add-cart-item': { variantId: `var_${ulid()}`, quantity: 1 },
  'change-cart-item': { quantity: 1 },
  'create-checkout': {
    cartId: `crt_${ulid()}`,
    email: 'bad-input@example.com',
    shippingAddress: ADDRESS,
    paymentMethod: 'pm_sandbox_ok',
  },
  'create-api-key': { name: 'Bad input', plan: 'free' },
  'resolve-order': { action: 'settle', note: 'Bad input' },
  'cancel-order': { reason: 'Bad input' },
};
