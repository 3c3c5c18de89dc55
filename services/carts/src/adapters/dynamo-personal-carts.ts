import type { Key, Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { PersonalCarts } from '../domain/ports.ts';
import { fromCartItem } from './cart-rows.ts';

const Keys = z.object({ pk: z.string(), sk: z.string() });

/** A person's carts by `gsi1`; what the index shows too late is deleted by the cart's own TTL. */
export function dynamoPersonalCarts(table: Pick<Table, 'query' | 'delete' | 'batchGet'>): PersonalCarts {
  async function keysOf(userId: string): Promise<Key[]> {
    const keys: Key[] = [];
    let after: Key | undefined;
    do {
      const { items, lastKey } = await table.query({
        index: 'gsi1',
        where: '#userId = :userId',
        values: { ':userId': userId },
        ...(after === undefined ? {} : { after }),
      });
      keys.push(...items.map((item) => Keys.parse(item)));
      after = lastKey === undefined ? undefined : z.record(z.string(), z.string()).parse(lastKey);
    } while (after !== undefined);
    return keys;
  }

  return {
    async deleteAllOf(userId) {
      const keys = await keysOf(userId);
      await Promise.all(keys.map((key) => table.delete(key)));
      return keys.length;
    },
    async listAllOf(userId) {
      const keys = await keysOf(userId);
      const items = keys.length === 0 ? [] : await table.batchGet(keys);
      return items.map(fromCartItem).sort((left, right) => (left.id < right.id ? -1 : 1));
    },
  };
}
