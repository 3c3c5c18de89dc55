/** How an invocation went wrong: the handler threw, ran out of time, or took its sandbox down with it. */
export type FailureCause = 'error' | 'timeout' | 'crash';

/** What a function answered, or how it failed, as Lambda's Invoke API tells it. */
export interface InvocationResult {
  readonly requestId: string;
  /** The answer; for a failure `{ errorType, errorMessage, trace }`. */
  readonly payload: unknown;
  readonly functionError?: 'Unhandled';
  readonly cause?: FailureCause;
}

export interface InvocationOptions {
  readonly requestId?: string | undefined;
  /** `X-Amzn-Trace-Id`, put into the function's environment as Lambda does. */
  readonly traceHeader?: string | undefined;
  /** Trace headers of other traces that the invocation works for: those of the further messages of a batch. */
  readonly links?: readonly string[];
}

/** Runs functions. The only door to the code of the services, so that the runner behind it can be exchanged. */
export interface FunctionRuntime {
  /** Runs a function to its end. Throws UnknownFunctionError; failures of the function are in the result. */
  invoke(functionName: string, payload: unknown, options?: InvocationOptions): Promise<InvocationResult>;
  has(functionName: string): boolean;
}

export class UnknownFunctionError extends Error {
  override readonly name = 'UnknownFunctionError';

  constructor(functionName: string) {
    super(`Function not found: ${functionName}`);
  }
}

/** The name in a full or partial ARN (`arn:aws:lambda:…:function:<name>:<qualifier>`) or in a plain name; there is one version of everything here. */
export function functionNameOf(nameOrArn: string): string {
  const parts = nameOrArn.split(':');
  const marker = parts.indexOf('function');
  return parts[marker + 1] ?? nameOrArn;
}
