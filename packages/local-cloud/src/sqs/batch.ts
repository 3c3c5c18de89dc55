import { AwsError } from '../aws/api.ts';
import { queryCode } from './errors.ts';

const MAX_ENTRIES = 10;
const ENTRY_ID = /^[\w-]{1,80}$/;

/**
 * Runs a batch as SQS does: the batch as a whole is refused for what is wrong with its form, every entry succeeds or
 * fails on its own otherwise.
 */
export function runBatch<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  run: (entry: Entry) => object,
): { Successful: object[]; Failed: object[] } {
  checkEntries(entries.map((entry) => entry.Id));
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, Code: queryCode(error.code), Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function checkEntries(ids: readonly string[]): void {
  if (ids.length === 0) {
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (ids.length > MAX_ENTRIES) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${ids.length}.`,
    );
  }
  if (ids.some((id) => !ENTRY_ID.test(id))) {
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  if (new Set(ids).size !== ids.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
}
