import { outboxWrite, TransactionFailedError, type Key, type Table, type Write } from '@tradewind/dynamodb';
import type { Clock } from '@tradewind/kernel';
import { stockBusy } from '../domain/errors.ts';
import type { StockMovement } from '../domain/movement.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { FeedMark, StockFeeds } from '../use-cases/ports.ts';
import { levelKey, movementRow, retainedUntil } from './rows.ts';

/** Who sent a feed is part of its name: two warehouses may number alike. */
function markKey({ feedId, submittedBy, sku }: FeedMark): Key {
  return { pk: `FEED#${submittedBy}#${feedId}`, sk: `LINE#${sku}` };
}

function levelWrite({ sku, locationId, delta }: StockMovement, level: StockLevel | undefined): Write {
  const key = levelKey({ sku, locationId });
  if (level === undefined) {
    const put = { ...key, sku, locationId, available: delta, reserved: 0 };
    return { put, condition: 'attribute_not_exists(#pk)' };
  }
  return {
    key,
    update: 'SET #available = :available',
    condition: '#available = :before AND #reserved = :reserved',
    values: { ':available': level.available + delta, ':before': level.available, ':reserved': level.reserved },
  };
}

/** Marks beside the levels in one table: rows `FEED#<sender>#<feed>` / `LINE#<sku>`. */
export function dynamoStockFeeds(table: Table, clock: Clock): StockFeeds {
  const markRow = (mark: FeedMark) => ({ ...markKey(mark), expiresAt: retainedUntil(clock.now()) });

  return {
    async isApplied(mark) {
      return (await table.get(markKey(mark), { consistent: true })) !== undefined;
    },
    async settle(mark) {
      await table.put(markRow(mark));
    },
    async apply(mark, movement, level, event) {
      try {
        await table.transact([
          levelWrite(movement, level),
          { put: movementRow(movement) },
          { put: markRow(mark), condition: 'attribute_not_exists(#pk)' },
          outboxWrite(event),
        ]);
      } catch (error) {
        if (error instanceof TransactionFailedError) throw stockBusy();
        throw error;
      }
    },
  };
}
