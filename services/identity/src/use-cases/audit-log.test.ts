import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedSecret } from '@tradewind/parameters/secrets';
import { inMemoryAuditLog, type InMemoryAuditLog } from '../adapters/in-memory-audit-log.ts';
import { signedCursors } from '../adapters/signed-cursors.ts';
import { chained, GENESIS } from '../domain/audit-log.ts';
import { someFact } from '../test-support/audit.ts';
import { listAuditLog } from './list-audit-log.ts';
import { auditRecorder } from './record-admin-action.ts';
import { verifyAuditLog, type VerifyAuditLogDeps } from './verify-audit-log.ts';

const clock = { now: () => new Date('2026-01-31T10:00:00.000Z') };
const cursors = signedCursors(fixedSecret('stage-secret'));
const refused = { kind: 'invalid', code: 'request.invalid-cursor' };

let log: InMemoryAuditLog;
const append = (index: number) => auditRecorder({ log, clock }).record(someFact(index));

beforeEach(async () => {
  log = inMemoryAuditLog();
  for (let index = 1; index <= 5; index += 1) await append(index);
});

/** What all pages say, up to the first break. */
async function verified(limit = 2, source: VerifyAuditLogDeps['log'] = log) {
  let cursor: string | undefined;
  let checked = 0;
  for (;;) {
    const page = await verifyAuditLog({ log: source, cursors })({ limit, cursor });
    checked += page.checked;
    if (page.nextCursor === null) return { checked, broken: page.broken, head: page.head };
    cursor = page.nextCursor;
  }
}

describe('the verification', () => {
  it.each([1, 2, 5, 100])('finds a chain intact that nobody touched, %i entries a page', async (limit) => {
    expect(await verified(limit)).toEqual({ checked: 5, broken: undefined, head: log.stored.head });
  });

  it('finds an empty log intact', async () => {
    log = inMemoryAuditLog();
    expect(await verified()).toEqual({ checked: 0, broken: undefined, head: GENESIS });
  });

  it.each<[string, (stored: InMemoryAuditLog['stored']) => unknown, [number, string]]>([
    ['an altered entry', ({ entries }) => (entries[2] = { sequence: 3, entry: undefined }), [3, 'altered']],
    ['a deleted entry', ({ entries }) => entries.splice(2, 1), [3, 'missing']],
    ['the first one gone', ({ entries }) => entries.shift(), [1, 'missing']],
    ['a tail cut off', ({ entries }) => entries.splice(3), [4, 'truncated']],
    ['everything gone but the head', ({ entries }) => entries.splice(0), [1, 'truncated']],
    ['a head set back', (stored) => (stored.head = { sequence: 4, hash: stored.head.hash }), [5, 'beyond-head']],
    ['no head', (stored) => (stored.head = GENESIS), [1, 'beyond-head']],
    ['a head of another hash', (stored) => (stored.head = { sequence: 5, hash: 'f'.repeat(64) }), [5, 'head-altered']],
    ['swapped entries', ({ entries }) => swap(entries), [2, 'unlinked']],
  ])('names %s', async (_, tamper, [sequence, reason]) => {
    tamper(log.stored);
    for (const limit of [1, 2, 5, 100]) {
      expect(await verified(limit)).toMatchObject({ broken: { sequence, reason } });
    }
  });

  it('is not troubled by entries that are appended meanwhile', async () => {
    let appended = 5;
    const growing: VerifyAuditLogDeps['log'] = {
      head: () => log.head(),
      async read(after, limit) {
        if (appended < 9) await append((appended += 1));
        return log.read(after, limit);
      },
    };
    expect(await verified(2, growing)).toMatchObject({ broken: undefined });
    expect(await verified(100, growing)).toMatchObject({ broken: undefined });
  });

  it('goes on only from where it was', async () => {
    const { nextCursor } = await verifyAuditLog({ log, cursors })({ limit: 2 });
    const verify = verifyAuditLog({ log, cursors });
    await expect(verify({ limit: 2, cursor: `${nextCursor}x` })).rejects.toMatchObject(refused);
    const { nextCursor: ofList } = await listAuditLog({ log, cursors })({ limit: 2 });
    await expect(verify({ limit: 2, cursor: ofList ?? '' })).rejects.toMatchObject(refused);
  });
});

function swap(entries: InMemoryAuditLog['stored']['entries']): void {
  const [, second, third] = entries;
  if (second === undefined || third === undefined) return;
  entries.splice(1, 2, { ...third, sequence: 2 }, { ...second, sequence: 3 });
}

describe('the list', () => {
  it('leads from page to page, the newest first, and refuses a cursor of another filter', async () => {
    const list = listAuditLog({ log, cursors });
    const first = await list({ limit: 3 });
    const second = await list({ limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.entries, ...second.entries].map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
    expect(second.nextCursor).toBeNull();
    await expect(list({ limit: 3, actor: 'usr_1', cursor: first.nextCursor ?? '' })).rejects.toMatchObject(refused);
  });
});

describe('the recorder', () => {
  it('gives up when the head never rests, and says so', async () => {
    const restless = { head: () => log.head(), append: async () => 'overtaken' as const };
    await expect(auditRecorder({ log: restless, clock }).record(someFact(9))).rejects.toMatchObject({
      code: 'identity.concurrent-change',
    });
  });

  it('records what comes after one that failed', async () => {
    let failed = false;
    const recorder = auditRecorder({
      clock,
      log: {
        head: () => log.head(),
        async append(entry) {
          if (failed) return log.append(entry);
          failed = true;
          throw new Error('The table is gone.');
        },
      },
    });
    const [first, second] = await Promise.allSettled([recorder.record(someFact(6)), recorder.record(someFact(7))]);
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
    expect(log.stored.entries.at(-1)?.entry).toEqual(
      chained({ sequence: 5, hash: log.stored.entries[4]?.entry?.hash ?? '' }, someFact(7), '2026-01-31T10:00:00.000Z'),
    );
  });
});
