import { ConditionFailedError } from '@tradewind/dynamodb/errors';
import type { Item, Table } from '@tradewind/dynamodb';
import { epochSeconds, systemClock, ulid, type Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { RETENTION_S, type BeginOutcome, type IdempotencyStore, type Lease } from './idempotency-store.ts';

const SORT_KEY = 'IDEMPOTENCY';

const Row = z.object({
  fingerprint: z.string(),
  token: z.string(),
  /** Of the row's first request, where this is not its first. */
  operationId: z.optional(z.string()),
  leaseUntil: z.number(),
  result: z.optional(z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()), body: z.string() })),
});

function keyOf(id: string) {
  return { pk: `IDEMPOTENCY#${id}`, sk: SORT_KEY };
}

type Row = z.output<typeof Row>;

function outcomeOf(row: Row, fingerprint: string): BeginOutcome {
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
 * Keeps answers in the service's own table: one conditional write to begin (two to take over), one to complete, none to replay. Rows are
 * `IDEMPOTENCY#<scope>`, removed by TTL a day after the answer; the scope is a hash, so the table holds no client keys.
 */
export function dynamoIdempotencyStore(
  table: Pick<Table, 'put' | 'update' | 'delete'>,
  clock: Clock = systemClock,
): IdempotencyStore {
  /** Writes a new row under a condition; answers the row that stood against it, as DynamoDB saw it then. */
  async function refusedBy(row: Item, condition: string, values: Item): Promise<Row | undefined> {
    try {
      await table.put(row, { condition, values });
      return undefined;
    } catch (error) {
      if (error instanceof ConditionFailedError) return Row.parse(error.item);
      throw error;
    }
  }

  return {
    async begin({ id, fingerprint, leaseUntil }) {
      const token = ulid();
      const lease = { id, token };
      const row = {
        ...keyOf(id),
        fingerprint,
        token,
        leaseUntil,
        expiresAt: Math.ceil(leaseUntil / 1000) + RETENTION_S,
      };
      // TTL deletes late, so an expired row counts as absent.
      const isFree = 'attribute_not_exists(#pk) OR #expiresAt <= :seconds';
      const standing = await refusedBy(row, isFree, { ':seconds': epochSeconds(clock) });
      // The SDK repeats a write whose answer it did not get, and then meets its own.
      if (standing === undefined || standing.token === token) return { state: 'begun', lease, operationId: token };
      const outcome = outcomeOf(standing, fingerprint);
      if (outcome.state !== 'in-progress' || standing.leaseUntil > clock.now().getTime()) return outcome;
      const operationId = standing.operationId ?? standing.token;
      const unlessCompleted = 'attribute_not_exists(#result) AND #token = :token';
      const faster = await refusedBy({ ...row, operationId }, unlessCompleted, { ':token': standing.token });
      return faster === undefined ? { state: 'begun', lease, operationId } : outcomeOf(faster, fingerprint);
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
    async suspend({ id, token }: Lease) {
      const write = table.update(keyOf(id), {
        update: 'SET #leaseUntil = :over',
        condition: '#token = :token',
        values: { ':over': 0, ':token': token },
      });
      await unlessOvertaken(write);
    },
  };
}
