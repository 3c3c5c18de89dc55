import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../import/options.ts';
import { auditLogOptions } from './options.ts';
import { verifyChain, type AuditApi } from './verify-chain.ts';

const HASH = 'a'.repeat(64);
const head = { sequence: 5, hash: HASH };
const intact = { status: 'intact', checked: 2, head, broken: null, nextCursor: null } as const;

/** An API that answers these pages in order, and one entry of that hash. */
function apiOf(pages: readonly Awaited<ReturnType<AuditApi['verify']>>[], hash?: string): AuditApi {
  const left = [...pages];
  return {
    async verify(cursor) {
      const page = left.shift();
      if (page === undefined || (cursor === undefined) !== (left.length === pages.length - 1)) {
        throw new Error(`Not to be asked with ${String(cursor)}.`);
      }
      return page;
    },
    async entry(sequence) {
      if (hash === undefined) return undefined;
      const link = { sequence, hash, previousHash: HASH, eventId: 'evt_1', service: 'catalog' };
      const what = {
        action: 'catalog.product-updated',
        kind: 'change',
        actor: 'usr_1',
        before: null,
        after: null,
      } as const;
      const when = { occurredAt: '2026-01-31T09:30:00.000Z', recordedAt: '2026-01-31T09:30:00.000Z' };
      return {
        ...link,
        ...what,
        ...when,
        target: { type: 'product', id: 'prd_1' },
        requestId: 'r',
        correlationId: 'c',
      };
    },
  };
}

describe('the check of the audit log', () => {
  it('follows all pages and prints the head to be noted', async () => {
    const api = apiOf([{ ...intact, nextCursor: 'next' }, intact]);
    expect(await verifyChain(api, undefined)).toEqual({ checked: 4, head, findings: [] });
  });

  it('ends at the first break, which it names', async () => {
    const broken = { ...intact, status: 'broken', broken: { sequence: 2, reason: 'altered' } } as const;
    expect(await verifyChain(apiOf([broken, intact]), undefined)).toMatchObject({ findings: ['Entry 2 is altered.'] });
  });

  it('finds out a chain that was forged whole, by an end that was noted before', async () => {
    const noted = { sequence: 3, hash: HASH };
    expect((await verifyChain(apiOf([intact], HASH), noted)).findings).toEqual([]);
    expect((await verifyChain(apiOf([intact], 'b'.repeat(64)), noted)).findings).toEqual([
      'Entry 3 has not the hash that was noted: it was forged.',
    ]);
    expect((await verifyChain(apiOf([intact]), noted)).findings).toEqual([
      'Entry 3, which was noted, is not there any more.',
    ]);
  });

  it('understands its options', () => {
    expect(auditLogOptions(['--head', `3:${HASH}`], {})).toMatchObject({
      baseUrl: 'http://localhost:4000',
      noted: { sequence: 3, hash: HASH },
    });
  });

  it.each([
    [['--head', '3']],
    [['--head', `0:${HASH}`]],
    [['--head', `3:${HASH}0`]],
    [['--url', 'nowhere']],
    [['--url', 'https://shop.example']],
    [['--everything']],
  ])('refuses %j', (args) => {
    expect(() => auditLogOptions(args, {})).toThrow(UsageError);
  });
});
