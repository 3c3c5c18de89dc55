import type { InvocationOptions } from '../functions/runtime.ts';
import type { SandboxOutcome } from '../functions/sandbox.ts';
import type { FunctionModel } from '../templates/model.ts';
import type { SpanCollector } from './span-collector.ts';
import { preciseNow } from './span.ts';
import { parseTraceHeader } from './trace-header.ts';

/** An invocation that is being followed. */
export interface InvocationSpan {
  /** For the function: what it calls goes on below the invocation. */
  readonly header: string;
  /** A sandbox took it; a new one had to load its code first. */
  started(cold: boolean): void;
  ended(outcome: SandboxOutcome): void;
}

const LONGEST_MESSAGE = 500;

/** Undefined when nobody follows. */
export function beginInvocation(
  spans: SpanCollector | undefined,
  definition: FunctionModel,
  requestId: string,
  { traceHeader, links = [] }: InvocationOptions,
): InvocationSpan | undefined {
  if (spans === undefined) return undefined;
  const open = spans.beginBelow(traceHeader, {
    kind: 'function',
    name: definition.key,
    attributes: { function: definition.name, service: definition.service, awsRequestId: requestId },
  });
  for (const header of links) {
    const target = parseTraceHeader(header);
    if (target !== undefined) spans.link(open.span, target);
  }
  return {
    header: open.header,
    started: (coldStart) => open.set({ coldStart, waitedMs: tenths(preciseNow() - open.span.start) }),
    ended: ({ payload, cause }) =>
      open.end(cause === undefined ? {} : { error: errorOf(payload), attributes: { cause } }),
  };
}

function errorOf(payload: string): string {
  const error: unknown = JSON.parse(payload);
  if (typeof error !== 'object' || error === null || !('errorType' in error)) return payload.slice(0, LONGEST_MESSAGE);
  const message = 'errorMessage' in error ? String(error.errorMessage) : '';
  return `${String(error.errorType)}: ${message}`.slice(0, LONGEST_MESSAGE);
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
