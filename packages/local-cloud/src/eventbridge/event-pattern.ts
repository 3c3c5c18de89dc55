import { AwsError } from '../aws/api.ts';
import { PatternError, valueMatcher, type ValueMatcher } from './value-matchers.ts';

export type EventMatcher = (event: unknown) => boolean;

/**
 * Compiles an event pattern of EventBridge (also used by event source filters) into a predicate.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * Throws InvalidEventPatternException, saying why.
 */
export function parseEventPattern(text: string): EventMatcher {
  try {
    return compileEventPattern(JSON.parse(text));
  } catch (error) {
    if (error instanceof PatternError || error instanceof SyntaxError) {
      throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`);
    }
    throw error;
  }
}

/** As parseEventPattern, of a pattern that is no text any more. Throws PatternError. */
export function compileEventPattern(pattern: unknown): EventMatcher {
  if (!isRecord(pattern)) throw new PatternError('Filter is not an object');
  if (Object.keys(pattern).length === 0) throw new PatternError('Empty patterns are not allowed');
  const tests = Object.entries(pattern).map(([key, value]) => (key === '$or' ? anyOf(value) : field(key, value)));
  return (event) => tests.every((test) => test(event));
}

function anyOf(alternatives: unknown): EventMatcher {
  if (!Array.isArray(alternatives) || alternatives.length < 2) {
    throw new PatternError('$or must be an array of at least two objects');
  }
  const matchers = alternatives.map(compileEventPattern);
  return (event) => matchers.some((matches) => matches(event));
}

function field(key: string, pattern: unknown): EventMatcher {
  if (Array.isArray(pattern)) {
    if (pattern.length === 0) throw new PatternError('Empty arrays are not allowed');
    const matchers = pattern.map(valueMatcher);
    return (event) => leafMatches(matchers, member(event, key));
  }
  if (!isRecord(pattern)) throw new PatternError(`"${key}" must be an object or an array`);
  const matches = compileEventPattern(pattern);
  return (event) => {
    const value = member(event, key);
    return Array.isArray(value) ? value.some((element) => matches(element)) : matches(value);
  };
}

/** An event's array fits when any of its elements does; an empty one counts as absent. */
function leafMatches(matchers: readonly ValueMatcher[], value: unknown): boolean {
  const values: readonly unknown[] = Array.isArray(value) && value.length > 0 ? value : [emptyAsAbsent(value)];
  return matchers.some((matches) => values.some((element) => matches(element)));
}

function emptyAsAbsent(value: unknown): unknown {
  return Array.isArray(value) ? undefined : value;
}

function member(event: unknown, key: string): unknown {
  return isRecord(event) && Object.hasOwn(event, key) ? event[key] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
