import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chainOf, someFact } from '../test-support/audit.ts';
import { chained, endsAt, follow, GENESIS, type AuditEntry, type FoundEntry } from './audit-log.ts';

const found = (entries: readonly AuditEntry[]): FoundEntry[] =>
  entries.map((entry) => ({ sequence: entry.sequence, entry }));

const NOW = '2026-01-31T09:30:00.000Z';

/** What somebody may do who can write the table but keeps the places of the rows in order. */
const tamperings = (entries: readonly AuditEntry[], at: number): Readonly<Record<string, FoundEntry[]>> => {
  const all = found(entries);
  const own = all[at]?.entry ?? chained(GENESIS, someFact(0), NOW);
  const place = (entry: AuditEntry): FoundEntry => ({ sequence: at + 1, entry });
  const forged = chained({ sequence: at, hash: own.previousHash }, { ...someFact(at), actor: 'usr_forger' }, NOW);
  return {
    'altered actor': all.with(at, place({ ...own, actor: 'usr_other' })),
    'altered values': all.with(at, place({ ...own, after: { price: 1 } })),
    'altered time': all.with(at, place({ ...own, occurredAt: '2020-01-01T00:00:00.000Z' })),
    'altered hash': all.with(at, place({ ...own, hash: 'f'.repeat(64) })),
    'unreadable row': all.with(at, { sequence: at + 1, entry: undefined }),
    'deleted entry': all.toSpliced(at, 1),
    'forged entry with its own hash': all.with(at, place(forged)),
    'swapped with the next': all.with(at, place(entries[at + 1] ?? own)).with(at + 1, { sequence: at + 2, entry: own }),
  };
};

describe('the chain', () => {
  it('holds for whatever was appended, page by page from any place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.nat(), (length, cut) => {
        const entries = chainOf(length);
        const at = cut % (length + 1);
        const first = follow(GENESIS, found(entries.slice(0, at)));
        const rest = follow(first.last, found(entries.slice(at)));
        expect([first.broken, rest.broken]).toEqual([undefined, undefined]);
        expect(endsAt(rest.last, entries.at(-1) ?? GENESIS)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('names no later than the next entry what was tampered with, and where the head tells it the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(), (length, where) => {
        const entries = chainOf(length);
        const at = where % (length - 1);
        for (const [what, rows] of Object.entries(tamperings(entries, at))) {
          const { broken } = follow(GENESIS, rows);
          expect([what, [at + 1, at + 2].includes(broken?.sequence ?? 0)]).toEqual([what, true]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['altered actor', 2, 'altered'],
    ['unreadable row', 2, 'altered'],
    ['deleted entry', 2, 'missing'],
    ['swapped with the next', 2, 'unlinked'],
    ['forged entry with its own hash', 3, 'unlinked'],
  ])('tells an %s at %i as %s', (what, sequence, reason) => {
    expect(follow(GENESIS, tamperings(chainOf(4), 1)[what] ?? [])).toMatchObject({ broken: { sequence, reason } });
  });

  it.each([
    ['cut off', 2, { sequence: 3, reason: 'truncated' }],
    ['longer than its head', 4, { sequence: 4, reason: 'beyond-head' }],
  ])('that is %s does not end at its head', (_, length, broken) => {
    const head = chainOf(3).at(-1) ?? GENESIS;
    expect(endsAt(chainOf(length).at(-1) ?? GENESIS, head)).toEqual(broken);
  });

  it('does not end at a head of another content', () => {
    expect(endsAt(chainOf(3).at(-1) ?? GENESIS, { sequence: 3, hash: 'f'.repeat(64) })).toEqual({
      sequence: 3,
      reason: 'head-altered',
    });
  });

  it('hashes every field', () => {
    const entry = chained(GENESIS, someFact(1), NOW);
    for (const name of Object.keys(entry)) {
      if (name === 'hash') continue;
      const changed = { ...entry, [name]: name === 'sequence' ? 7 : 'changed' };
      expect([name, follow(GENESIS, [{ sequence: 1, entry: changed }]).broken?.reason]).toEqual([name, 'altered']);
    }
  });
});
