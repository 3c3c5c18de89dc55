import { outboxWrite, TransactionFailedError, type Table, type Write } from '@tradewind/dynamodb';
import { alreadyStocked, belowReserved, levelTooHigh, stockBusy } from '../domain/errors.ts';
import type { StockMovement } from '../domain/movement.ts';
import { MAX_ON_HAND } from '../domain/stock-level.ts';
import type { StockLevels } from '../use-cases/ports.ts';
import { LEVEL_PREFIX, levelKey, movementRow, stockPartition, toLevel } from './rows.ts';

function levelWrite({ sku, locationId, delta, reason }: StockMovement): Write {
  const key = levelKey({ sku, locationId });
  if (reason === 'initial') {
    return {
      put: { ...key, sku, locationId, available: delta, reserved: 0 },
      condition: 'attribute_not_exists(#pk)',
    };
  }
  const update = 'SET #sku = :sku, #locationId = :locationId ADD #available :delta, #reserved :none';
  const values = { ':sku': sku, ':locationId': locationId, ':delta': delta, ':none': 0 };
  return delta > 0
    ? {
        key,
        update,
        condition: 'attribute_not_exists(#available) OR #available <= :ceiling',
        values: { ...values, ':ceiling': MAX_ON_HAND - delta },
      }
    : { key, update, condition: '#available >= :taken', values: { ...values, ':taken': -delta } };
}

function refusal({ sku, locationId, delta, reason }: StockMovement): Error {
  if (reason === 'initial') return alreadyStocked(sku, locationId);
  return delta > 0 ? levelTooHigh(sku, locationId) : belowReserved(sku, locationId);
}

/** Levels and their ledger: rows `STOCK#<sku>` / `LOCATION#<id>` and `STOCK#<sku>` / `MOVEMENT#<ulid>`. */
export function dynamoStockLevels(table: Table): StockLevels {
  async function ofSku(sku: string) {
    const { items } = await table.query({
      where: '#pk = :pk AND begins_with(#sk, :prefix)',
      values: { ':pk': stockPartition(sku), ':prefix': LEVEL_PREFIX },
      consistent: true,
    });
    return items.map(toLevel);
  }

  return {
    async of(skus) {
      return (await Promise.all(skus.map(ofSku))).flat();
    },
    async move(movement, events) {
      try {
        await table.transact([levelWrite(movement), { put: movementRow(movement) }, ...events.map(outboxWrite)]);
      } catch (error) {
        if (!(error instanceof TransactionFailedError)) throw error;
        throw error.conditionFailedAt(0) === undefined ? stockBusy() : refusal(movement);
      }
    },
  };
}
