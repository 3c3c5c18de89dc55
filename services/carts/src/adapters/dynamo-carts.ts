import { ConditionFailedError, type Table } from '@tradewind/dynamodb';
import type { CartRepository } from '../domain/ports.ts';
import { cartKey, fromCartItem, toCartItem } from './cart-rows.ts';

/** Carts in DynamoDB, one item each, under an optimistic lock on `version`. */
export function dynamoCarts(table: Table): CartRepository {
  return {
    async find(cartId) {
      const item = await table.get(cartKey(cartId), { consistent: true });
      return item === undefined ? undefined : fromCartItem(item);
    },
    async create(cart) {
      await table.put(toCartItem(cart), { condition: 'attribute_not_exists(#pk)' });
    },
    async save(cart) {
      const next = { ...cart, version: cart.version + 1 };
      try {
        await table.put(toCartItem(next), { condition: '#version = :version', values: { ':version': cart.version } });
        return next;
      } catch (error) {
        if (error instanceof ConditionFailedError) return undefined;
        throw error;
      }
    },
  };
}
