import type { Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { BuyerDirectory } from '../domain/ports.ts';

const Row = z.object({ email: z.string() });

function keyOf(userId: string) {
  return { pk: `USER#${userId}`, sk: 'EMAIL' };
}

/** One row per registered user, fed by identity's events. */
export function dynamoBuyerDirectory(table: Pick<Table, 'get' | 'put' | 'delete'>): BuyerDirectory {
  return {
    async emailOf(userId) {
      const row = await table.get(keyOf(userId));
      return row === undefined ? undefined : Row.parse(row).email;
    },
    async remember(userId, email) {
      await table.put({ ...keyOf(userId), email });
    },
    async forget(userId) {
      await table.delete(keyOf(userId));
    },
  };
}
