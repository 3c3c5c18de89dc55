import { AwsError } from '../aws/api.ts';

const PLUS = /^\+(?=[\d.])/;
const PLUS_FAULT = /cannot be converted to a numeric value: \+[\d.]/;

function withoutPlus(value: unknown, member?: string): unknown {
  if (typeof value === 'string') return member === 'N' ? value.replace(PLUS, '') : value;
  if (Array.isArray(value)) {
    return value.map((element: unknown) => withoutPlus(element, member === 'NS' ? 'N' : undefined));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => [name, withoutPlus(part, name)]),
  );
}

/**
 * What of a request dynalite can read where it stumbled over a number with a plus, which DynamoDB takes; undefined
 * where that was not the reason. Nobody pays for it but those who write a plus.
 */
export function withoutPlusSigns(input: object, failure: unknown): object | undefined {
  if (!(failure instanceof AwsError) || !PLUS_FAULT.test(failure.message)) return undefined;
  const readable = withoutPlus(input);
  return typeof readable === 'object' && readable !== null ? readable : undefined;
}
