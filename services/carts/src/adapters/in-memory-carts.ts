import type { Cart } from '../domain/cart.ts';
import type { CartRepository } from '../domain/ports.ts';

/** Carts in a Map, with the same lock as the table's; for tests of the use cases. */
export function inMemoryCarts(): CartRepository {
  const carts = new Map<string, Cart>();
  return {
    find: (cartId) => Promise.resolve(carts.get(cartId)),
    create(cart) {
      if (carts.has(cart.id)) return Promise.reject(new Error(`The cart ${cart.id} exists.`));
      carts.set(cart.id, cart);
      return Promise.resolve();
    },
    save(cart) {
      if (carts.get(cart.id)?.version !== cart.version) return Promise.resolve(undefined);
      const next = { ...cart, version: cart.version + 1 };
      carts.set(cart.id, next);
      return Promise.resolve(next);
    },
  };
}
