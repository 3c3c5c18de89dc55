import * as z from 'zod/mini';

/** A rule's target, with the parameters that are supported; others are refused when it is put. */
export const Target = z.strictObject({
  Id: z.string().check(z.regex(/^[\w.-]{1,64}$/)),
  Arn: z.string().check(z.regex(/^arn:aws:(?:sqs|lambda|states):/)),
  RoleArn: z.optional(z.string()),
  Input: z.optional(z.string()),
  InputPath: z.optional(z.string()),
  InputTransformer: z.optional(
    z.object({ InputPathsMap: z.optional(z.record(z.string(), z.string())), InputTemplate: z.string() }),
  ),
  DeadLetterConfig: z.optional(z.object({ Arn: z.string() })),
  RetryPolicy: z.optional(
    z.object({
      MaximumRetryAttempts: z.optional(z.int().check(z.minimum(0), z.maximum(185))),
      MaximumEventAgeInSeconds: z.optional(z.int().check(z.minimum(60), z.maximum(86_400))),
    }),
  ),
});
export type Target = z.output<typeof Target>;
