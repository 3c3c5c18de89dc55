import * as z from 'zod/mini';
import type { InvocationResult } from '../functions/runtime.ts';

const BatchResponse = z.object({
  batchItemFailures: z.optional(z.nullable(z.array(z.object({ itemIdentifier: z.string() })))),
});

/** Which items of a batch a function took: all, none, or all but those named. */
export type BatchOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'partial'; readonly failedIds: ReadonlySet<string> };

/**
 * Reads a batch's result as Lambda does: without ReportBatchItemFailures the answer does not matter; with it, an
 * answer that is malformed or names an item that was not in the batch fails the whole batch.
 */
export function batchOutcome(
  result: InvocationResult,
  ids: readonly string[],
  reportsItemFailures: boolean,
): BatchOutcome {
  if (result.functionError !== undefined) return { kind: 'failed' };
  if (!reportsItemFailures || result.payload === null) return { kind: 'succeeded' };
  const parsed = z.safeParse(BatchResponse, result.payload);
  if (!parsed.success) return { kind: 'failed' };
  const failed = (parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  if (failed.length === 0) return { kind: 'succeeded' };
  if (failed.some((id) => !ids.includes(id))) return { kind: 'failed' };
  return { kind: 'partial', failedIds: new Set(failed) };
}
