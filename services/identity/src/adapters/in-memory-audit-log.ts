import { GENESIS, type AuditEntry, type ChainHead, type FoundEntry } from '../domain/audit-log.ts';
import type { AuditFilter, AuditLog } from '../domain/audit-ports.ts';

export interface InMemoryAuditLog extends AuditLog {
  /** As somebody would who can write the table: the stored entries and the head, to be changed at will. */
  readonly stored: { entries: FoundEntry[]; head: ChainHead };
}

function matches({ actor, target, occurredAt, action }: AuditEntry, filter: AuditFilter): boolean {
  return (
    (filter.actor === undefined || actor === filter.actor) &&
    (filter.target === undefined || target.id === filter.target) &&
    (filter.action === undefined || action === filter.action) &&
    occurredAt >= (filter.since ?? '') &&
    occurredAt <= (filter.until ?? '~')
  );
}

const placeOf = ({ occurredAt, sequence }: AuditEntry): string => `${occurredAt}#${String(sequence).padStart(12, '0')}`;

/** The log in the memory of one process, with the guarantees of its port. */
export function inMemoryAuditLog(): InMemoryAuditLog {
  const stored: InMemoryAuditLog['stored'] = { entries: [], head: GENESIS };
  const readable = () => stored.entries.flatMap(({ entry }) => entry ?? []);

  return {
    stored,
    async head() {
      return stored.head;
    },
    async append(entry) {
      if (readable().some(({ eventId }) => eventId === entry.eventId)) return 'known';
      if (entry.previousHash !== stored.head.hash) return 'overtaken';
      stored.entries.push({ sequence: entry.sequence, entry });
      stored.head = { sequence: entry.sequence, hash: entry.hash };
      return 'appended';
    },
    async list(filter, { limit, after }) {
      const matching = readable()
        .filter((entry) => matches(entry, filter) && (after === undefined || placeOf(entry) < (after['place'] ?? '')))
        .sort((left, right) => (placeOf(left) < placeOf(right) ? 1 : -1));
      const entries = matching.slice(0, limit);
      const last = entries.at(-1);
      const next = last === undefined || matching.length <= limit ? undefined : { place: placeOf(last) };
      return { entries, next };
    },
    async read(afterSequence, limit) {
      return stored.entries.filter(({ sequence }) => sequence > afterSequence).slice(0, limit);
    },
  };
}
