import type { AuditEntryView, AuditVerificationView } from '@tradewind/contracts/identity/audit-views';
import type { NotedHead } from './options.ts';

/** What the check asks the API. */
export interface AuditApi {
  verify(cursor: string | undefined): Promise<AuditVerificationView>;
  /** An entry by its place in the chain; undefined where there is none. */
  entry(sequence: number): Promise<AuditEntryView | undefined>;
}

export interface ChainReport {
  readonly checked: number;
  readonly head: AuditVerificationView['head'];
  /** One sentence each; empty when the chain holds. */
  readonly findings: readonly string[];
}

async function findingOfNoted(api: AuditApi, noted: NotedHead | undefined): Promise<string[]> {
  if (noted === undefined) return [];
  const entry = await api.entry(noted.sequence);
  if (entry === undefined) return [`Entry ${noted.sequence}, which was noted, is not there any more.`];
  return entry.hash === noted.hash ? [] : [`Entry ${noted.sequence} has not the hash that was noted: it was forged.`];
}

/** Follows the chain to its end or its first break, and compares it with an end that was noted earlier. */
export async function verifyChain(api: AuditApi, noted: NotedHead | undefined): Promise<ChainReport> {
  let checked = 0;
  let cursor: string | undefined;
  for (;;) {
    const page = await api.verify(cursor);
    checked += page.checked;
    const { broken, head, nextCursor } = page;
    if (broken !== null) return { checked, head, findings: [`Entry ${broken.sequence} is ${broken.reason}.`] };
    if (nextCursor === null) return { checked, head, findings: await findingOfNoted(api, noted) };
    cursor = nextCursor;
  }
}
