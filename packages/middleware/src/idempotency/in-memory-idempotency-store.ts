import { systemClock, ulid, type Clock } from '@tradewind/kernel';
import type { HttpResult } from '../http/http-result.ts';
import { RETENTION_S, type IdempotencyStore } from './idempotency-store.ts';

interface Row {
  readonly fingerprint: string;
  readonly token: string;
  readonly leaseUntil: number;
  readonly result?: HttpResult;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/** For handler tests: the behaviour of the DynamoDB store without a table. */
export function inMemoryIdempotencyStore(clock: Clock = systemClock): IdempotencyStore {
  const rows = new Map<string, Row>();
  const now = () => clock.now().getTime();

  function standing(id: string): Row | undefined {
    const row = rows.get(id);
    if (row === undefined || row.expiresAt <= now()) return undefined;
    return row.result === undefined && row.leaseUntil <= now() ? undefined : row;
  }

  return {
    async begin({ id, fingerprint, leaseUntil }) {
      const row = standing(id);
      if (row === undefined) {
        const token = ulid();
        rows.set(id, { fingerprint, token, leaseUntil, expiresAt: leaseUntil + RETENTION_S * 1000 });
        return { state: 'begun', lease: { id, token } };
      }
      if (row.fingerprint !== fingerprint) return { state: 'key-reused' };
      return row.result === undefined ? { state: 'in-progress' } : { state: 'completed', result: row.result };
    },
    async complete({ id, token }, result) {
      const row = rows.get(id);
      if (row?.token !== token) return;
      rows.set(id, { ...row, result: structuredClone(result), expiresAt: now() + RETENTION_S * 1000 });
    },
    async release({ id, token }) {
      if (rows.get(id)?.token === token) rows.delete(id);
    },
  };
}
