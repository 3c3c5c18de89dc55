import type { Key, Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { PersonalCarts } from '../domain/ports.ts';

const Keys = z.object({ pk: z.string(), sk: z.string() });

/** A person's carts by `gsi1`; what the index shows too late is deleted by the cart's own TTL. */
export function dynamoPersonalCarts(table: Pick<Table, 'query' | 'delete'>): PersonalCarts {
  async function page(userId: string, after: Key | undefined) {
    const { items, lastKey } = await table.query({
      index: 'gsi1',
      where: '#userId = :userId',
      values: { ':userId': userId },
      ...(after === undefined ? {} : { after }),
    });
    const next = lastKey === undefined ? undefined : z.record(z.string(), z.string()).parse(lastKey);
    return { keys: items.map((item) => Keys.parse(item)), next };
  }

  return {
    async deleteAllOf(userId) {
      let deleted = 0;
      let after: Key | undefined;
      do {
        const { keys, next } = await page(userId, after);
        await Promise.all(keys.map((key) => table.delete(key)));
        deleted += keys.length;
        after = next;
      } while (after !== undefined);
      return deleted;
    },
  };
}
