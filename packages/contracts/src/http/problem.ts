import * as z from 'zod/mini';

/** RFC 9457 problem details, with Tradewind's stable `code` and the offending fields. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() }))),
  requestId: z.string(),
});
export type Problem = z.output<typeof Problem>;
