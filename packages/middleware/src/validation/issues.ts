import type { FieldError } from '@tradewind/kernel';
import type * as z from 'zod/mini';
import { messageOf } from './messages.ts';

type Issue = z.core.$ZodIssue;

/** Enough to repair a request by; a body of garbage must not be answered with a larger one. */
const MAX_ERRORS = 50;

const CODES = {
  invalid_type: 'wrong_type',
  too_small: 'too_small',
  too_big: 'too_big',
  invalid_format: 'invalid_format',
  not_multiple_of: 'not_multiple_of',
  unrecognized_keys: 'unknown',
  invalid_union: 'invalid_value',
  invalid_key: 'invalid_key',
  invalid_element: 'invalid_value',
  invalid_value: 'invalid_value',
  custom: 'invalid',
} as const satisfies Record<Issue['code'], string>;

function join(base: string, path: readonly PropertyKey[]): string {
  return [base, ...path.map(String)].join('.');
}

const WHERE_MISSING: ReadonlySet<Issue['code']> = new Set<Issue['code']>([
  'invalid_type',
  'invalid_value',
  'invalid_union',
]);

function isMissing(issue: Issue): boolean {
  return WHERE_MISSING.has(issue.code) && issue.input === undefined;
}

/** Of a union's branches the one that the input came closest to: fewest complaints, deepest in. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const [closest = []] = branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length);
  return depth(closest) === 0 ? [] : closest;
}

function errorsOf(base: string, issue: Issue): FieldError[] {
  const path = join(base, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: join(path, [key]), code: 'unknown', message: 'Is not known here.' }));
  }
  if (issue.code === 'invalid_union') {
    const inner = closestBranch(issue.errors).flatMap((nested) => errorsOf(path, nested));
    if (inner.length > 0) return inner;
  }
  if (isMissing(issue)) return [{ path, code: 'missing', message: 'Is required.' }];
  return [{ path, code: CODES[issue.code], message: messageOf(issue) }];
}

/**
 * A schema's issues as field errors with full paths (`body.items.0.quantity`); an unknown key is named by its own
 * path, and one place is told once per code. `part` is `path`, `query`, `headers` or `body`. The issues must carry
 * their `input`.
 */
export function toFieldErrors(part: string, issues: readonly Issue[]): FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const error of issues.flatMap((issue) => errorsOf(part, issue))) {
    const place = `${error.path} ${error.code}`;
    if (!errors.has(place)) errors.set(place, error);
  }
  return [...errors.values()].slice(0, MAX_ERRORS);
}
