import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { chained, GENESIS, type AdminActionFact, type AuditEntry } from '../domain/audit-log.ts';
import type { AuditFilter, AuditLog } from '../domain/audit-ports.ts';
import type { PagePlace } from '../domain/ports.ts';
import { auditRecorder } from '../use-cases/record-admin-action.ts';
import { someFact } from '../test-support/audit.ts';

const NOW = '2026-01-31T10:00:00.000Z';
const clock = { now: () => new Date(NOW) };

/** What every adapter for the audit log must do; `open` may give the same log again and again. */
export function auditLogSuite(name: string, open: () => AuditLog): void {
  describe(`the audit log ${name}`, () => {
    let log: AuditLog;
    let actor: string;

    beforeEach(() => {
      log = open();
      actor = newId('usr');
    });

    const fact = (index: number, change: Partial<AdminActionFact> = {}) =>
      someFact(index, { eventId: newId('evt'), actor, ...change });
    const record = (one: AdminActionFact) => auditRecorder({ log, clock }).record(one);
    const next = async (one: AdminActionFact): Promise<AuditEntry> => chained(await log.head(), one, NOW);

    async function listed(filter: AuditFilter, limit = 100): Promise<string[]> {
      const ids: string[] = [];
      let after: PagePlace | undefined;
      do {
        const page = await log.list(filter, { limit, after });
        ids.push(...page.entries.map(({ requestId }) => requestId));
        after = page.next;
      } while (after !== undefined);
      return ids;
    }

    it('gives entries back as they were appended, behind the head', async () => {
      const before = await log.head();
      const entries = [await record(fact(1)), await record(fact(2, { before: null, subjects: ['usr_1', 'usr_2'] }))];
      const found = await log.read(before.sequence, 10);
      expect(found.map(({ entry }) => entry)).toEqual(entries);
      expect(await log.head()).toEqual({ sequence: before.sequence + 2, hash: entries[1]?.hash });
      expect(await log.read(before.sequence, 1)).toHaveLength(1);
    });

    it('appends one of two entries behind the same predecessor', async () => {
      const [left, right] = [await next(fact(1)), await next(fact(2))];
      expect((await Promise.all([log.append(left), log.append(right)])).toSorted()).toEqual(['appended', 'overtaken']);
      expect(await log.append(chained(GENESIS, fact(3), NOW))).toBe('overtaken');
    });

    it('records an event once, however often it comes', async () => {
      const one = fact(1);
      const before = await log.head();
      const outcomes = await Promise.all([record(one), record(one), record(one)]);
      expect(outcomes.filter((entry) => entry !== undefined)).toHaveLength(1);
      expect(await record(one)).toBeUndefined();
      expect((await log.head()).sequence).toBe(before.sequence + 1);
    });

    it('never forks under many appenders', async () => {
      const before = await log.head();
      const facts = Array.from({ length: 24 }, (_, index) => fact(index));
      const lanes = Array.from({ length: 4 }, (_, lane) => facts.filter((__, index) => index % 4 === lane));
      await Promise.all(
        lanes.flatMap((lane) => {
          const recorder = auditRecorder({ log, clock });
          return lane.map((one) => recorder.record(one));
        }),
      );
      const found = await log.read(before.sequence, 100);
      expect(found.map(({ sequence }) => sequence - before.sequence)).toEqual(facts.map((_, index) => index + 1));
      expect(new Set(found.map(({ entry }) => entry?.previousHash)).size).toBe(24);
    });

    it('lists what an actor did, the newest first, whatever the order it was recorded in', async () => {
      for (const index of [2, 1, 3]) await record(fact(index));
      expect(await listed({ actor })).toEqual(['req-3', 'req-2', 'req-1']);
      expect(await listed({ actor }, 1)).toEqual(['req-3', 'req-2', 'req-1']);
      expect(await listed({ actor: newId('usr') })).toEqual([]);
    });

    it('keeps what meets every filter', async () => {
      const target = { type: 'product', id: newId('prd') };
      await record(fact(1, { target }));
      await record(fact(2, { action: 'catalog.product-created' }));
      await record(fact(3, { target, action: 'catalog.product-created' }));
      await record(fact(4, { target, actor: newId('usr') }));
      expect(await listed({ target: target.id })).toEqual(['req-4', 'req-3', 'req-1']);
      expect(await listed({ target: target.id, actor })).toEqual(['req-3', 'req-1']);
      expect(await listed({ actor, action: 'catalog.product-created' }, 1)).toEqual(['req-3', 'req-2']);
      const [since, until] = [someFact(2).occurredAt, someFact(3).occurredAt];
      expect(await listed({ actor, since })).toEqual(['req-3', 'req-2']);
      expect(await listed({ actor, until: since })).toEqual(['req-2', 'req-1']);
      expect(await listed({ actor, since, until })).toEqual(['req-3', 'req-2']);
      expect(await listed({ since, until })).toEqual(expect.arrayContaining(['req-3', 'req-2']));
    });
  });
}
