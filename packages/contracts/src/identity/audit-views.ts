import * as z from 'zod/mini';
import { text, Timestamp } from '../http/shapes.ts';

const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Must be a SHA-256 in hex.'));

export const AuditAction = z
  .string()
  .check(z.maxLength(100), z.regex(/^[a-z]+\.[a-z-]+$/, 'Must be an action such as catalog.product-updated.'));
/** An admin by the user id, an operator by the ARN that signed. */
export const AuditActor = z
  .string()
  .check(
    z.regex(
      /^(usr_[0-7][0-9A-HJKMNP-TV-Z]{25}|arn:aws[a-z-]*:(iam|sts)::\d{12}:[\w+=,.@/-]{1,256})$/,
      'Must be the id of a user or the ARN of who signed.',
    ),
  );
export const AuditTargetId = text(1, 100);

/** One link of the chain: `hash` is the SHA-256 of the canonical JSON (RFC 8785) of all other fields. */
export const AuditEntryView = z.strictObject({
  /** From 1 on, without gaps. */
  sequence: z.int(),
  eventId: z.string(),
  service: z.string(),
  action: z.string(),
  kind: z.enum(['change', 'access']),
  actor: z.string(),
  target: z.strictObject({ type: z.string(), id: z.string() }),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
  subjects: z.optional(z.array(z.string())),
  requestId: z.string(),
  correlationId: z.string(),
  occurredAt: Timestamp,
  recordedAt: Timestamp,
  previousHash: Hash,
  hash: Hash,
});
export type AuditEntryView = z.output<typeof AuditEntryView>;

export const ChainHeadView = z.strictObject({ sequence: z.int(), hash: Hash });

export const AuditVerificationView = z.strictObject({
  /** Of this page and, as its cursor carries the last link on, of all before it. */
  status: z.enum(['intact', 'broken']),
  /** Entries of this page that were found to be intact. */
  checked: z.int(),
  /** The end of the chain: note it elsewhere, since who can write the whole table can forge a shorter chain. */
  head: ChainHeadView,
  /** The first broken entry. */
  broken: z.nullable(
    z.strictObject({
      sequence: z.int(),
      reason: z.enum(['missing', 'altered', 'unlinked', 'truncated', 'beyond-head', 'head-altered']),
    }),
  ),
  nextCursor: z.nullable(z.string()),
});
export type AuditVerificationView = z.output<typeof AuditVerificationView>;
