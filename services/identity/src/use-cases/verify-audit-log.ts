import { endsAt, follow, GENESIS, type ChainBreak, type ChainHead } from '../domain/audit-log.ts';
import type { AuditLog } from '../domain/audit-ports.ts';
import type { PageCursors } from '../domain/ports.ts';

export interface VerifyAuditLogDeps {
  readonly log: Pick<AuditLog, 'head' | 'read'>;
  readonly cursors: PageCursors;
}

export interface VerifyAuditLog {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface AuditVerification {
  /** Entries of this page that are intact. */
  readonly checked: number;
  readonly head: ChainHead;
  readonly broken: ChainBreak | undefined;
  readonly nextCursor: string | null;
}

const SCOPE = 'verify-audit-log';

/**
 * Recomputes the chain page by page, each from the last link of the one before, which its cursor carries. Entries that are
 * appended meanwhile are no break: an entry is visible only with the head that names it. Throws `request.invalid-cursor`.
 */
export function verifyAuditLog({ log, cursors }: VerifyAuditLogDeps) {
  async function startOf(cursor: string | undefined): Promise<ChainHead> {
    if (cursor === undefined) return GENESIS;
    const { sequence, hash = '' } = await cursors.open(cursor, SCOPE);
    return { sequence: Number(sequence), hash };
  }

  async function breakAtEnd(last: ChainHead, head: ChainHead): Promise<ChainBreak | undefined> {
    if (last.sequence <= head.sequence) return endsAt(last, head);
    const current = await log.head();
    return last.sequence < current.sequence ? undefined : endsAt(last, current);
  }

  return async ({ limit, cursor }: VerifyAuditLog): Promise<AuditVerification> => {
    const start = await startOf(cursor);
    // The head first: what it names must be there afterwards, while later entries may be there too.
    const head = await log.head();
    const found = await log.read(start.sequence, limit + 1);
    const { last, broken } = follow(start, found.slice(0, limit));
    const page = { checked: last.sequence - start.sequence, head };
    if (broken !== undefined) return { ...page, broken, nextCursor: null };
    if (found.length <= limit) return { ...page, broken: await breakAtEnd(last, head), nextCursor: null };
    const nextCursor = await cursors.seal({ sequence: String(last.sequence), hash: last.hash }, SCOPE);
    return { ...page, broken: undefined, nextCursor };
  };
}
