import type { Item } from '@tradewind/dynamodb';
import { canonicalJson } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { GENESIS, type AuditEntry, type ChainHead, type FoundEntry } from '../domain/audit-log.ts';

const SEQUENCE_DIGITS = 12;

export const HEAD_KEY = { pk: 'HEAD', sk: 'HEAD' } as const;
export const LOG_PARTITION = 'LOG';

/** JSON text rather than attributes: whatever a service tells of its fields is given back to the character. */
const FieldsText = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.issues.push({ code: 'custom', message: 'Must be JSON.', input: text });
        return z.NEVER;
      }
    }),
  ),
  z.nullable(z.record(z.string(), z.unknown())),
);

const EntryRow = z.object({
  sequence: z.int(),
  eventId: z.string(),
  service: z.string(),
  action: z.string(),
  kind: z.enum(['change', 'access']),
  actor: z.string(),
  target: z.object({ type: z.string(), id: z.string() }),
  before: FieldsText,
  after: FieldsText,
  subjects: z.optional(z.array(z.string())),
  requestId: z.string(),
  correlationId: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});

const HeadRow = z.object({ sequence: z.int(), hash: z.string() });

export function sequenceKey(sequence: number): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, '0');
}

export function actorPartition(actor: string): string {
  return `ACTOR#${actor}`;
}

export function targetPartition(targetId: string): string {
  return `TARGET#${targetId}`;
}

export function eventRow({ eventId, sequence }: AuditEntry): Item {
  return { pk: `EVENT#${eventId}`, sk: 'EVENT', sequence };
}

export function headRow({ sequence, hash }: ChainHead): Item {
  return { ...HEAD_KEY, sequence, hash };
}

/** A head that cannot be read stands for none, so that a check finds entries behind it. */
export function headFromRow(row: Item | undefined): ChainHead {
  const { success, data } = HeadRow.safeParse(row);
  return success ? data : GENESIS;
}

/** `gsi1` by actor, `gsi2` by target, `gsi3` all: each by the time of the action. */
export function entryRow(entry: AuditEntry): Item {
  const key = sequenceKey(entry.sequence);
  const byTime = `${entry.occurredAt}#${key}`;
  const { before, after, subjects, ...rest } = entry;
  return {
    pk: LOG_PARTITION,
    sk: key,
    gsi1pk: actorPartition(entry.actor),
    gsi1sk: byTime,
    gsi2pk: targetPartition(entry.target.id),
    gsi2sk: byTime,
    gsi3pk: LOG_PARTITION,
    gsi3sk: byTime,
    ...rest,
    ...(subjects === undefined ? {} : { subjects: [...subjects] }),
    before: canonicalJson(before),
    after: canonicalJson(after),
  };
}

/** Undefined for a row that no entry would have been stored as: also its place in the lists must be the entry's. */
export function entryFromRow(row: Item): AuditEntry | undefined {
  const { success, data } = EntryRow.safeParse(row);
  if (!success) return undefined;
  const { subjects, ...rest } = data;
  const entry = { ...rest, ...(subjects === undefined ? {} : { subjects }) };
  return canonicalJson(entryRow(entry)) === canonicalJson(row) ? entry : undefined;
}

export function foundEntry(row: Item): FoundEntry {
  return { sequence: Number(row['sk']), entry: entryFromRow(row) };
}
