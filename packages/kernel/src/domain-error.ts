/** What went wrong, in terms the transport can translate: each kind has exactly one HTTP status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'payment-declined'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'precondition-failed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'rule-violated'
  | 'precondition-required'
  | 'rate-limited'
  | 'unavailable';

/** One offending field: `path` is dotted from the part of the request it stands in, such as `body.items.0.quantity`. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface DomainErrorOptions {
  readonly errors?: readonly FieldError[];
  /** Seconds after which the same call may succeed; answered as `Retry-After`. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/**
 * A failure that the caller can understand and act on. Anything else that is thrown is a defect and
 * reaches the client as an opaque 500.
 *
 * `code` is stable and namespaced by service (`orders.not-cancellable`); `message` is safe to show.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly errors: readonly FieldError[];
  readonly retryAfter: number | undefined;

  constructor(kind: ErrorKind, code: string, message: string, options: DomainErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfter = options.retryAfter;
  }
}

/** Narrows an unknown throwable to a domain error, optionally of one stable code. */
export function isDomainError(error: unknown, code?: string): error is DomainError {
  return error instanceof DomainError && (code === undefined || error.code === code);
}
