import * as z from 'zod/mini';

/** The data of every service's answer to `identity.export-requested.v1`: a part small enough for one event. */
export const PersonExported = z.object({
  exportId: z.string(),
  userId: z.string(),
  /** From 0 on, without gaps. */
  part: z.int().check(z.minimum(0)),
  last: z.boolean(),
  records: z.array(z.record(z.string(), z.unknown())),
});
export type PersonExported = z.output<typeof PersonExported>;

/** Half of what an event may hold, so that envelope and escapes always fit. */
const MAX_PART_CHARACTERS = 100_000;

/** Records in parts that fit one event each, at least one part; a record is never split. */
export function exportParts(records: readonly PersonExported['records'][number][]): PersonExported['records'][] {
  const parts: PersonExported['records'][] = [[]];
  let size = 0;
  for (const record of records) {
    const length = JSON.stringify(record).length;
    if (size > 0 && size + length > MAX_PART_CHARACTERS) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(record);
    size += length;
  }
  return parts;
}
