import { compileEventPattern } from '../eventbridge/event-pattern.ts';
import type { FilterPatterns } from '../templates/model.ts';

/** A predicate over records: any of the patterns; everything passes when there are none. */
export function recordFilter(patterns: FilterPatterns): (record: unknown) => boolean {
  const matchers = patterns.map((pattern) => compileEventPattern(pattern));
  return (record) => matchers.length === 0 || matchers.some((matches) => matches(record));
}
