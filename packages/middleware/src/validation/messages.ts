import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** What zod/mini says where no locale is loaded and the schema has no message of its own. */
const NO_MESSAGE = 'Invalid input';

const UNITS: Readonly<Record<string, string>> = { string: 'characters', array: 'items', set: 'items' };

const TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an email address',
  url: 'a URL',
  uuid: 'a UUID',
  datetime: 'an RFC 3339 time such as 2026-01-31T09:30:00.000Z',
  date: 'a date such as 2026-01-31',
  safeint: 'a whole number',
};

function sizeMessage(comparison: 'at least' | 'at most', bound: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  return unit === undefined ? `Must be ${comparison} ${bound}.` : `Must have ${comparison} ${bound} ${unit}.`;
}

function defaultMessage(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Must be ${TYPES[issue.expected] ?? issue.expected}.`;
    case 'too_small':
      return sizeMessage('at least', issue.minimum, issue.origin);
    case 'too_big':
      return sizeMessage('at most', issue.maximum, issue.origin);
    case 'invalid_format':
      return issue.format in FORMATS ? `Must be ${FORMATS[issue.format]}.` : 'Does not have the required form.';
    case 'invalid_value':
      return `Must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
    case 'not_multiple_of':
      return `Must be a multiple of ${issue.divisor}.`;
    default:
      return 'Is not valid.';
  }
}

/**
 * A sentence for people that completes "quantity: …". The schema's own message wins. Ours exist because zod/mini
 * leaves its locales out of the bundle, and they never repeat the input, which may be secret.
 */
export function messageOf(issue: Issue): string {
  return issue.message === NO_MESSAGE || issue.message === '' ? defaultMessage(issue) : issue.message;
}
