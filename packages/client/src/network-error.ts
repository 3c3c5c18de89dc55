/**
 * - `unreachable`: no answer came; whether the request arrived is unknown.
 * - `timeout`: no whole answer came in time.
 * - `interrupted`: the answer broke off.
 * - `invalid-answer`: something answered that is not this API, such as a proxy's page.
 */
export type NetworkFailure = 'unreachable' | 'timeout' | 'interrupted' | 'invalid-answer';

const MESSAGES: Readonly<Record<NetworkFailure, string>> = {
  unreachable: 'could not be reached',
  timeout: 'did not answer in time',
  interrupted: 'broke off its answer',
  'invalid-answer': 'answered what the API does not declare',
};

export interface NetworkErrorDetails {
  readonly reason: NetworkFailure;
  readonly operation: string;
  readonly attempts: number;
  readonly url: string;
  readonly cause?: unknown;
}

/** A call that ended without an answer of the API. */
export class TradewindNetworkError extends Error {
  override readonly name = 'TradewindNetworkError';
  readonly reason: NetworkFailure;
  readonly operation: string;
  /** How often it was tried. */
  readonly attempts: number;
  readonly url: string;

  constructor({ reason, operation, attempts, url, cause }: NetworkErrorDetails) {
    super(`${operation}: ${url} ${MESSAGES[reason]}.`, { cause });
    this.reason = reason;
    this.operation = operation;
    this.attempts = attempts;
    this.url = url;
  }
}
