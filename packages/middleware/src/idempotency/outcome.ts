import { classifyError } from '../problem-responder/classify-error.ts';
import type { DomainError, ErrorKind } from '@tradewind/kernel';

/** What becomes of a key when its request has failed. */
export type FailureOutcome = 'keep' | 'release' | 'suspend' | 'leave';

/** Refusals that are the use case's last word on this request: asking again under the same key changes nothing. */
const FINAL_KINDS: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['payment-declined', 'conflict', 'rule-violated']);

/** Its cause may be gone in a second, so it is never a last word. */
const TRANSIENT_CODES = new Set(['request.conflict']);

function mayHaveBegun(known: DomainError | undefined): boolean {
  return known === undefined || known.kind === 'unavailable' || TRANSIENT_CODES.has(known.code);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

/**
 * - `keep`: 402, 409 and 422 of the use case are answers like any other and are replayed.
 * - `release`: whatever wrote nothing and may succeed later (400, 401, 403, 404, 412, 429).
 * - `suspend`: what broke off (a lost race, 500, 503) may have written something: a retry goes on with that operation.
 * - `leave`: after a timeout the work may still be going on, so only the lease's expiry frees the key.
 */
export function outcomeOf(error: unknown): FailureOutcome {
  if (isTimeout(error)) return 'leave';
  const known = classifyError(error);
  if (mayHaveBegun(known)) return 'suspend';
  return known !== undefined && FINAL_KINDS.has(known.kind) ? 'keep' : 'release';
}
