import type { FunctionDefinition } from '@tradewind/contracts/functions/function';
import { DomainError, isDomainError, type TraceContext } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { idsIn } from '../logging/ids.ts';
import { tracedLogger } from '../logging/invocation.ts';
import type { LogFields, Logger } from '../logging/logger.ts';
import type { BusinessMetricName } from '../metrics/business-metrics.ts';
import { classifyError } from '../problem-responder/classify-error.ts';
import { continueTrace } from '../trace/trace.ts';
import { invocationSegment } from '../trace/x-ray.ts';
import { toFieldErrors } from '../validation/issues.ts';
import { invocationHandler, type Invocation, type InvocationHandler } from './invocation.ts';
import { wired } from './wired.ts';

export interface FunctionContext<Request, Deps> {
  readonly request: Request;
  readonly deps: Deps;
  /** The caller's trace if it sent one beside the request (`"trace": { … }`), else a new one. */
  readonly trace: TraceContext;
  readonly log: Logger;
}

export interface FunctionOptions<Deps> {
  /** What the step needs; called while Lambda starts the function, elsewhere on the first invocation, and kept. */
  readonly deps: () => Deps | Promise<Deps>;
  /** Business metrics that count a failure, by its code. */
  readonly failureMetrics?: Readonly<Record<string, BusinessMetricName>>;
}

const SentTrace = z.object({
  requestId: z.optional(z.string()),
  correlationId: z.optional(z.string()),
  causationId: z.optional(z.string()),
  traceparent: z.optional(z.string()),
});

/** What Lambda reports as `errorType` and `errorMessage`, and Step Functions matches by `ErrorEquals`. */
export class FunctionError extends Error {
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = code;
  }
}

function split(payload: unknown): { trace: unknown; request: unknown } {
  if (typeof payload !== 'object' || payload === null || !('trace' in payload)) return { trace: {}, request: payload };
  const { trace, ...request } = payload;
  return { trace, request };
}

/** Goes on in the trace that was sent, and lets the closing line of the invocation do so. */
function enterTrace(sent: unknown, request: unknown, invocation: Invocation): void {
  const incoming = z.safeParse(SentTrace, sent).data ?? {};
  invocation.trace = continueTrace(incoming, invocation.trace.requestId, invocationSegment());
  invocation.log = tracedLogger(invocation.log, invocation.trace, incoming);
  invocation.log.append(idsIn(request));
}

/** What the saga agreed to be told, unlike an outage or a defect. */
function refusalOf(error: unknown): LogFields | undefined {
  return isDomainError(error) && error.kind !== 'unavailable' ? { code: error.code } : undefined;
}

function parseRequest<S extends z.ZodMiniType>(schema: S, request: unknown): z.output<S> {
  const result = z.safeParse(schema, request, { reportInput: true });
  if (result.success) return result.data;
  const errors = toFieldErrors('request', result.error.issues);
  const fields = errors.map(({ path, code }) => `${path} ${code}`).join(', ');
  throw new DomainError('invalid', 'request.invalid', `The request is invalid: ${fields}`, { errors });
}

function translated(error: unknown): FunctionError {
  const known = classifyError(error);
  if (known === undefined) return new FunctionError('internal.error', 'Unexpected error.', { cause: error });
  return new FunctionError(known.code, known.message, { cause: error });
}

/**
 * A step of the saga: validates the request, runs the use case, checks the response. Errors leave under their stable
 * code: `service.unavailable` for what may be retried, `request.invalid` and `internal.error` for what must not be.
 */
export function functionHandler<Request extends z.ZodMiniType, Response extends z.ZodMiniType, Deps>(
  definition: FunctionDefinition<Request, Response>,
  options: FunctionOptions<Deps>,
  run: (context: FunctionContext<z.output<Request>, Deps>) => Promise<z.input<Response>>,
): InvocationHandler<z.output<Response>> {
  const deps = wired(options.deps);
  return invocationHandler(async (invocation) => {
    try {
      const { trace: sent, request: payload } = split(invocation.payload);
      enterTrace(sent, payload, invocation);
      const request = parseRequest(definition.request, payload);
      const { trace, log } = invocation;
      return definition.response.parse(await run({ request, deps: await deps(), trace, log }));
    } catch (error) {
      const failure = translated(error);
      const refusal = refusalOf(error);
      if (refusal !== undefined) invocation.refusal = refusal;
      const metric = options.failureMetrics?.[failure.name];
      if (metric !== undefined) invocation.log.metric(metric, 1, { reason: failure.name });
      throw failure;
    }
  }, deps);
}
