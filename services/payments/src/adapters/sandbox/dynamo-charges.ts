import { ConditionFailedError, type Item, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { ChargeStore, SandboxCharge } from './charge-store.ts';

const ChargeRow = z.object({ key: z.string(), status: z.enum(['authorized', 'declined', 'failing', 'voided']) });

function keyOf(key: string) {
  return { pk: `SANDBOX#${key}`, sk: 'CHARGE' };
}

function fromItem(item: Item | undefined): SandboxCharge {
  return ChargeRow.parse(item);
}

/** The sandbox's charges beside the payments, under keys of their own. */
export function dynamoCharges(table: Table): ChargeStore {
  return {
    async createOrFind(charge) {
      try {
        await table.put({ ...keyOf(charge.key), ...charge }, { condition: 'attribute_not_exists(#pk)' });
        return { charge, created: true };
      } catch (error) {
        if (error instanceof ConditionFailedError) return { charge: fromItem(error.item), created: false };
        throw error;
      }
    },
    async recover(key) {
      try {
        const update = { update: 'SET #status = :authorized', condition: '#status = :failing' };
        const values = { ':authorized': 'authorized', ':failing': 'failing' };
        return fromItem(await table.update(keyOf(key), { ...update, values }));
      } catch (error) {
        if (error instanceof ConditionFailedError) return fromItem(error.item);
        throw error;
      }
    },
    async void(key) {
      await table.update(keyOf(key), {
        update: 'SET #status = :voided, #key = :key',
        values: { ':voided': 'voided', ':key': key },
      });
    },
  };
}
