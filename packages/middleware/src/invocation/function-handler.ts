import type { FunctionDefinition } from '@tradewind/contracts/functions/function';
import { DomainError, type TraceContext } from '@tradewind/kernel';
import * as z from 'zod/mini';
import type { Logger } from '../logging/logger.ts';
import { classifyError } from '../problem-responder/classify-error.ts';
import { continueTrace } from '../trace/trace.ts';
import { toFieldErrors } from '../validation/issues.ts';
import { invocationHandler, type Invocation, type InvocationHandler } from './invocation.ts';
import { lazily } from './lazily.ts';

export interface FunctionContext<Request, Deps> {
  readonly request: Request;
  readonly deps: Deps;
  /** The caller's trace if it sent one beside the request (`"trace": { … }`), else a new one. */
  readonly trace: TraceContext;
  readonly log: Logger;
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

function traceOf(sent: unknown, { trace }: Invocation): TraceContext {
  return continueTrace(z.safeParse(SentTrace, sent).data ?? {}, trace.requestId);
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
  options: { readonly deps: () => Deps | Promise<Deps> },
  run: (context: FunctionContext<z.output<Request>, Deps>) => Promise<z.input<Response>>,
): InvocationHandler<z.output<Response>> {
  const deps = lazily(options.deps);
  return invocationHandler(async (invocation) => {
    try {
      const { trace: sent, request: payload } = split(invocation.payload);
      const trace = traceOf(sent, invocation);
      const request = parseRequest(definition.request, payload);
      const log = invocation.log.child({ requestId: trace.requestId, correlationId: trace.correlationId });
      return definition.response.parse(await run({ request, deps: await deps(), trace, log }));
    } catch (error) {
      throw translated(error);
    }
  }, deps);
}
