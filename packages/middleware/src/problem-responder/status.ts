import type { ErrorKind } from '@tradewind/kernel';

interface StatusOfKind {
  readonly status: number;
  readonly title: string;
}

/** The one table from what went wrong to how HTTP says it. */
export const STATUS_BY_KIND = {
  invalid: { status: 400, title: 'Invalid request' },
  unauthenticated: { status: 401, title: 'Not authenticated' },
  'payment-declined': { status: 402, title: 'Payment declined' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  'precondition-failed': { status: 412, title: 'Precondition failed' },
  'too-large': { status: 413, title: 'Request too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'rule-violated': { status: 422, title: 'Rule violated' },
  'precondition-required': { status: 428, title: 'Precondition required' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
} as const satisfies Record<ErrorKind, StatusOfKind>;
