/**
 * Every kind of alarm, with the sentence that people read first. Each has a runbook of its name in `docs/runbooks/`,
 * which a test holds it to.
 */
export const ALARM_KINDS = {
  'function-errors': 'More than 5 % of the invocations fail.',
  'slow-function': 'One call in a hundred takes longer than callers bear.',
  throttles: 'AWS refuses calls because a limit is reached.',
  'iterator-age': 'Changes of a table wait to be worked on; events reach the other services late.',
  'dead-letters': 'Messages could not be handled and wait for an operator.',
  'queue-age': 'Messages wait longer than they should.',
  'saga-failures': 'Checkouts end undecided again and again; the schedule resumes them.',
  'saga-parked': 'An order could not be undone by itself and waits for an operator.',
  'invariant-broken': 'Stock, money and orders do not agree, or nobody has checked.',
  'api-errors': 'More than 1 % of the requests to the API are answered with 5xx.',
  'log-alert': 'A function that watches the others crashed, ran out of time or memory, or logged a defect.',
} as const;

export type AlarmKind = keyof typeof ALARM_KINDS;

export function runbookOf(kind: AlarmKind): string {
  return `docs/runbooks/${kind}.md`;
}
