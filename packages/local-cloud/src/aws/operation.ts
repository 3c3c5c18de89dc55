import * as z from 'zod/mini';
import { AwsError, type AwsCall, type Operation } from './api.ts';

/** A handler whose input is checked by a schema first; what does not fit answers `invalidCode` naming the member. */
export function operation<Schema extends z.ZodMiniType>(
  schema: Schema,
  handler: (input: z.output<Schema>, call: AwsCall) => Promise<object> | object,
  invalidCode = 'ValidationException',
): Operation {
  return (input, call) => handler(parseInput(schema, input, invalidCode), call);
}

/** Parses an input by a schema or throws the AwsError that tells which member is wrong. */
export function parseInput<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  invalidCode = 'ValidationException',
): z.output<Schema> {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const member = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.join('.');
  throw new AwsError(
    invalidCode,
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${issue?.message ?? 'Invalid'}`,
  );
}
