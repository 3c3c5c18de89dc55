import { canonicalJson } from '@tradewind/kernel';
import { createHash } from 'node:crypto';

type Fields = Readonly<Record<string, unknown>> | null;

/** What an admin did or read, as a service told it. */
export interface AdminActionFact {
  readonly eventId: string;
  readonly service: string;
  /** `<service>.<what happened>` */
  readonly action: string;
  readonly kind: 'change' | 'access';
  /** User id of the admin. */
  readonly actor: string;
  readonly target: { readonly type: string; readonly id: string };
  readonly before: Fields;
  readonly after: Fields;
  /** User ids, where several people's data was read at once. */
  readonly subjects?: readonly string[] | undefined;
  readonly requestId: string;
  readonly correlationId: string;
  /** RFC 3339 in UTC, as is `recordedAt`. */
  readonly occurredAt: string;
}

/** The end of the chain so far. */
export interface ChainHead {
  /** 0 before the first entry. */
  readonly sequence: number;
  /** SHA-256 in hex. */
  readonly hash: string;
}

export interface AuditEntry extends AdminActionFact, ChainHead {
  readonly recordedAt: string;
  readonly previousHash: string;
}

/** An entry as it was found; undefined content is none that this service would have stored there. */
export interface FoundEntry {
  readonly sequence: number;
  readonly entry: AuditEntry | undefined;
}

export type BreakReason = 'missing' | 'altered' | 'unlinked' | 'truncated' | 'beyond-head' | 'head-altered';

/** The first entry at which the chain does not hold. */
export interface ChainBreak {
  readonly sequence: number;
  readonly reason: BreakReason;
}

/** Before the first entry. */
export const GENESIS: ChainHead = { sequence: 0, hash: '0'.repeat(64) };

/** SHA-256 in hex of the canonical JSON (RFC 8785). */
function digest(content: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

function isAsRecorded({ hash, ...content }: AuditEntry): boolean {
  return digest(content) === hash;
}

/** The entry that follows `head`. */
export function chained(head: ChainHead, fact: AdminActionFact, recordedAt: string): AuditEntry {
  const content = { ...fact, sequence: head.sequence + 1, previousHash: head.hash, recordedAt };
  return { ...content, hash: digest(content) };
}

/**
 * Follows entries in order of their sequence from `previous` on. Answers the last intact one, and where and why it ends:
 * an entry that is not there, that is not what was recorded, or that does not follow the one before it.
 */
export function follow(
  previous: ChainHead,
  found: readonly FoundEntry[],
): { readonly last: ChainHead; readonly broken?: ChainBreak } {
  let last = previous;
  for (const { sequence, entry } of found) {
    const expected = last.sequence + 1;
    if (sequence !== expected) return { last, broken: { sequence: expected, reason: 'missing' } };
    if (entry === undefined || !isAsRecorded(entry)) return { last, broken: { sequence, reason: 'altered' } };
    if (entry.previousHash !== last.hash) return { last, broken: { sequence, reason: 'unlinked' } };
    last = { sequence, hash: entry.hash };
  }
  return { last };
}

/** Whether a chain that was followed to its last entry ends where its head says. */
export function endsAt(last: ChainHead, head: ChainHead): ChainBreak | undefined {
  if (last.sequence < head.sequence) return { sequence: last.sequence + 1, reason: 'truncated' };
  if (last.sequence > head.sequence) return { sequence: head.sequence + 1, reason: 'beyond-head' };
  return last.hash === head.hash ? undefined : { sequence: head.sequence, reason: 'head-altered' };
}
