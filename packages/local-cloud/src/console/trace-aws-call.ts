import type { AwsAnswer, AwsCall } from '../aws/api.ts';
import { describeAnswer, describeCall } from './describe-call.ts';
import type { SpanCollector } from './span-collector.ts';
import { parseTraceHeader } from './trace-header.ts';

/** A call that is being followed. */
export interface TracedCall {
  /** The call with itself as the parent of what it causes. */
  readonly call: AwsCall;
  answered(answer: AwsAnswer): void;
}

const TRACE_HEADER = 'x-amzn-trace-id';

/** The trace header that a call came with: the SDK sends a function's own. */
export function traceHeaderOf({ headers }: Pick<AwsCall, 'headers'>): string | undefined {
  const header = headers[TRACE_HEADER];
  return typeof header === 'string' ? header : undefined;
}

/** Follows a call that a function made; undefined for calls from outside, which belong to no trace. */
export function traceAwsCall(spans: SpanCollector, service: string, call: AwsCall): TracedCall | undefined {
  const parent = parseTraceHeader(traceHeaderOf(call));
  if (parent === undefined) return undefined;
  const open = spans.begin({ ...describeCall(service, call), parent });
  return {
    call: { ...call, headers: { ...call.headers, [TRACE_HEADER]: open.header } },
    answered: (answer) => open.end(describeAnswer(service, answer)),
  };
}
