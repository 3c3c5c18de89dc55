import type { AuditEntry, ChainHead, FoundEntry } from './audit-log.ts';
import type { PagePlace } from './ports.ts';

export interface AuditFilter {
  readonly actor?: string | undefined;
  /** Id of what was acted on. */
  readonly target?: string | undefined;
  readonly action?: string | undefined;
  /** Inclusive, RFC 3339 in UTC, as is `until`. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Where to go on when there may be more. */
  readonly next: PagePlace | undefined;
}

/** Entries for ever: there is no change and no removal. */
export interface AuditLog {
  /** As of now, never an older state. */
  head(): Promise<ChainHead>;
  /**
   * Stores the entry and makes it the head, or nothing: `overtaken` if another entry follows the same predecessor by now,
   * `known` if the event is recorded already.
   */
  append(entry: AuditEntry): Promise<'appended' | 'known' | 'overtaken'>;
  /** By `occurredAt`, the newest first; an entry shows a moment after it was appended. */
  list(
    filter: AuditFilter,
    page: { readonly limit: number; readonly after?: PagePlace | undefined },
  ): Promise<AuditPage>;
  /** Up to `limit` entries behind a sequence, in order, as of now. */
  read(afterSequence: number, limit: number): Promise<readonly FoundEntry[]>;
}
