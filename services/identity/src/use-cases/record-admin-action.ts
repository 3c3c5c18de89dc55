import { timestamp, type Clock } from '@tradewind/kernel';
import { setTimeout as delay } from 'node:timers/promises';
import { chained, type AdminActionFact, type AuditEntry } from '../domain/audit-log.ts';
import type { AuditLog } from '../domain/audit-ports.ts';
import { concurrentChange } from '../domain/errors.ts';

const MAX_ATTEMPTS = 20;
const BASE_DELAY_MS = 5;
const MAX_DELAY_MS = 200;

export interface AuditRecorderDeps {
  readonly log: Pick<AuditLog, 'head' | 'append'>;
  readonly clock: Clock;
}

export interface AuditRecorder {
  /** Answers the entry, or undefined if the event was recorded before. Throws `identity.concurrent-change`. */
  record(fact: AdminActionFact): Promise<AuditEntry | undefined>;
}

/** Full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015), in ms. */
function backoff(attempt: number): number {
  return Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt);
}

/**
 * Appends facts to the chain. Those of one recorder wait for each other, so that the messages of one batch do not compete
 * for the head; other recorders are met by trying again behind their entry.
 */
export function auditRecorder({ log, clock }: AuditRecorderDeps): AuditRecorder {
  let turn: Promise<unknown> = Promise.resolve();

  async function append(fact: AdminActionFact): Promise<AuditEntry | undefined> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const entry = chained(await log.head(), fact, timestamp(clock));
      const outcome = await log.append(entry);
      if (outcome === 'appended') return entry;
      if (outcome === 'known') return undefined;
      await delay(backoff(attempt));
    }
    throw concurrentChange();
  }

  return {
    record(fact) {
      const mine = turn.then(() => append(fact));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
