import type { Item, Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { AttemptCounter } from '../domain/ports.ts';

const CounterRow = z.object({ attempts: z.int() });

function counterKey(key: string) {
  return { pk: `ATTEMPTS#${key}`, sk: 'COUNTER' };
}

function attemptsIn(row: Item): number {
  return CounterRow.parse(row).attempts;
}

/** One row per subject and window, dropped by the table's TTL some time after the window. */
export function dynamoAttemptCounter(table: Table): AttemptCounter {
  return {
    async increment(key, endsAt) {
      const row = await table.update(counterKey(key), {
        update: 'ADD #attempts :one SET #expiresAt = :endsAt',
        values: { ':one': 1, ':endsAt': endsAt },
      });
      return attemptsIn(row);
    },
  };
}
