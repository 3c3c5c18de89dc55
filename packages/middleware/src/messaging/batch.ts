import type { LogFields, Logger } from '../logging/logger.ts';

/** The records that Lambda is to deliver again; all others of the batch count as done. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

export function batchResponse(failed: readonly string[]): BatchResponse {
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
}

function issuesOf(error: unknown): readonly SchemaIssue[] | undefined {
  const named = error instanceof Error && 'issues' in error ? error.issues : undefined;
  return Array.isArray(named) ? named : undefined;
}

/**
 * Logs why a record failed, without its content: of a message that breaks its schema only the paths are
 * told, since what stands there may be anything, personal data included.
 */
export function logRecordFailure(log: Logger, fields: LogFields, error: unknown): void {
  const issues = issuesOf(error);
  const cause =
    issues === undefined ? { error } : { issues: issues.map(({ code, path }) => `${path.join('.')} ${code ?? ''}`) };
  log.error('record failed', { ...fields, ...cause });
}
