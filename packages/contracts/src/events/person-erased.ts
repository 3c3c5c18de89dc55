import * as z from 'zod/mini';

/** The data of every service's answer to `identity.user-erased.v1`. */
export const PersonErased = z.object({
  userId: z.string(),
  /** How many of which were erased by this attempt; attempts add up. */
  erased: z.record(z.string(), z.int()),
  /** What stays, without the person. */
  kept: z.array(z.string()),
  /** Whether nothing is left; false when the service has to come back. */
  complete: z.boolean(),
});
export type PersonErased = z.output<typeof PersonErased>;
