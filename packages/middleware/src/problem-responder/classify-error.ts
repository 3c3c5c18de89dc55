import { ConditionFailedError, TransactionFailedError } from '@tradewind/dynamodb/errors';
import { DomainError, isDomainError } from '@tradewind/kernel';

/** Names by which AWS services and their SDK say that the same call may succeed in a moment. */
const TRANSIENT_NAMES = new Set([
  'InternalServerError',
  'ItemCollectionSizeLimitExceededException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** Codes of Node's socket errors on the way to a service. */
const TRANSIENT_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** DynamoDB's cancellation reasons that are about load and timing, not about what was asked. */
const TRANSIENT_CANCELLATIONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

const RETRY_AFTER_S = 1;

function unavailable(cause: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'service.unavailable',
    'The service is busy. Send the same request again soon.',
    {
      retryAfter: RETRY_AFTER_S,
      cause,
    },
  );
}

function conflict(cause: unknown): DomainError {
  return new DomainError(
    'conflict',
    'request.conflict',
    'Something that the request depends on changed at the same moment. Read it again, then repeat.',
    { cause },
  );
}

function isTransient(error: Error): boolean {
  if (TRANSIENT_NAMES.has(error.name)) return true;
  return 'code' in error && typeof error.code === 'string' && TRANSIENT_CODES.has(error.code);
}

/**
 * What any throwable means to the client, or undefined for a defect. Domain errors speak for themselves; throttling,
 * timeouts and lost connections are 503, since the same request may succeed in a second; a write condition that
 * no use case translated is a lost race, 409.
 */
export function classifyError(error: unknown): DomainError | undefined {
  if (isDomainError(error)) return error;
  if (error instanceof TransactionFailedError) {
    const transient = error.failures.every(({ code }) => TRANSIENT_CANCELLATIONS.has(code));
    return transient ? unavailable(error) : conflict(error);
  }
  if (error instanceof ConditionFailedError) return conflict(error);
  return error instanceof Error && isTransient(error) ? unavailable(error) : undefined;
}
