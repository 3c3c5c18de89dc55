import { ConditionFailedError } from '@tradewind/dynamodb/errors';
import type { Item, Table } from '@tradewind/dynamodb';
import { epochSeconds, systemClock, ulid, type Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { RETENTION_S, type BeginOutcome, type IdempotencyStore, type Lease } from './idempotency-store.ts';

const SORT_KEY = 'IDEMPOTENCY';

const Row = z.object({
  fingerprint: z.string(),
  leaseUntil: z.number(),
  result: z.optional(z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()), body: z.string() })),
});

function keyOf(id: string) {
  return { pk: `IDEMPOTENCY#${id}`, sk: SORT_KEY };
}

/** A row that lost the race to be begun says why. `item` is the row as DynamoDB saw it when it refused the write. */
function outcomeOf(item: Item | undefined, fingerprint: string): BeginOutcome {
  const row = Row.parse(item);
  if (row.fingerprint !== fingerprint) return { state: 'key-reused' };
  return row.result === undefined ? { state: 'in-progress' } : { state: 'completed', result: row.result };
}

async function unlessOvertaken(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
}

/**
 * Keeps answers in the service's own table: one conditional write to begin, one to complete, none to replay. Rows are
 * `IDEMPOTENCY#<scope>`, removed by TTL a day after the answer; the scope is a hash, so the table holds no client keys.
 */
export function dynamoIdempotencyStore(
  table: Pick<Table, 'put' | 'update' | 'delete'>,
  clock: Clock = systemClock,
): IdempotencyStore {
  return {
    async begin({ id, fingerprint, leaseUntil }) {
      const token = ulid();
      const now = clock.now().getTime();
      const expiresAt = Math.ceil(leaseUntil / 1000) + RETENTION_S;
      try {
        await table.put(
          { ...keyOf(id), fingerprint, token, leaseUntil, expiresAt },
          {
            // TTL deletes late, so an expired row counts as absent; one without a result only once its lease is over.
            condition:
              'attribute_not_exists(#pk) OR #expiresAt <= :seconds OR (attribute_not_exists(#result) AND #leaseUntil <= :now)',
            values: { ':now': now, ':seconds': epochSeconds(clock) },
          },
        );
        return { state: 'begun', lease: { id, token } };
      } catch (error) {
        if (error instanceof ConditionFailedError) return outcomeOf(error.item, fingerprint);
        throw error;
      }
    },
    async complete({ id, token }: Lease, result) {
      const write = table.update(keyOf(id), {
        update: 'SET #result = :result, #expiresAt = :expiresAt',
        condition: '#token = :token',
        values: { ':result': result, ':expiresAt': epochSeconds(clock) + RETENTION_S, ':token': token },
      });
      await unlessOvertaken(write);
    },
    async release({ id, token }: Lease) {
      await unlessOvertaken(table.delete(keyOf(id), { condition: '#token = :token', values: { ':token': token } }));
    },
  };
}
