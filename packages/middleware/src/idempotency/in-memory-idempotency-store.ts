import { systemClock, ulid, type Clock } from '@tradewind/kernel';
import type { HttpResult } from '../http/http-result.ts';
import { RETENTION_S, type IdempotencyStore } from './idempotency-store.ts';

interface Row {
  readonly fingerprint: string;
  readonly token: string;
  readonly operationId: string;
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
    return row === undefined || row.expiresAt <= now() ? undefined : row;
  }

  return {
    async begin({ id, fingerprint, leaseUntil }) {
      const row = standing(id);
      if (row !== undefined && row.fingerprint !== fingerprint) return { state: 'key-reused' };
      if (row?.result !== undefined) return { state: 'completed', result: row.result };
      if (row !== undefined && row.leaseUntil > now()) return { state: 'in-progress' };
      const token = ulid();
      const operationId = row?.operationId ?? token;
      rows.set(id, { fingerprint, token, operationId, leaseUntil, expiresAt: leaseUntil + RETENTION_S * 1000 });
      return { state: 'begun', lease: { id, token }, operationId };
    },
    async complete({ id, token }, result) {
      const row = rows.get(id);
      if (row?.token !== token) return;
      rows.set(id, { ...row, result: structuredClone(result), expiresAt: now() + RETENTION_S * 1000 });
    },
    async release({ id, token }) {
      if (rows.get(id)?.token === token) rows.delete(id);
    },
    async suspend({ id, token }) {
      const row = rows.get(id);
      if (row?.token === token) rows.set(id, { ...row, leaseUntil: 0 });
    },
  };
}
