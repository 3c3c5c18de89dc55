import { canonicalJson } from '@tradewind/kernel';
import type { AuditEntry } from '../domain/audit-log.ts';
import type { AuditFilter, AuditLog } from '../domain/audit-ports.ts';
import type { PageCursors } from '../domain/ports.ts';

export interface ListAuditLogDeps {
  readonly log: Pick<AuditLog, 'list'>;
  readonly cursors: PageCursors;
}

export interface ListAuditLog extends AuditFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What admins did, the newest first. Throws `request.invalid-cursor` for a cursor of another filter. */
export function listAuditLog({ log, cursors }: ListAuditLogDeps) {
  return async ({ limit, cursor, ...filter }: ListAuditLog) => {
    const scope = `list-audit-log:${canonicalJson(filter)}`;
    const after = cursor === undefined ? undefined : await cursors.open(cursor, scope);
    const { entries, next } = await log.list(filter, { limit, after });
    const nextCursor = next === undefined ? null : await cursors.seal(next, scope);
    return { entries, nextCursor } satisfies { entries: readonly AuditEntry[]; nextCursor: string | null };
  };
}
