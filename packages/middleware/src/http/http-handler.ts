import middy from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { Context } from 'aws-lambda';
import { authenticate } from '../auth/authenticate.ts';
import type { TokenVerifier } from '../auth/token-verifier.ts';
import { limitBody } from '../body-limit/body-limit.ts';
import type { CorsMiddleware } from '../cors/cors.ts';
import { beforeDeadline } from '../deadline/deadline.ts';
import { entityTag } from '../entity-tag/entity-tag.ts';
import { env } from '../env.ts';
import { lowerCaseHeaders } from '../header-names/lower-case-headers.ts';
import { idempotency } from '../idempotency/idempotency.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { parseJsonBody } from '../json-body/json-body.ts';
import { invocationLogger } from '../logging/invocation.ts';
import { logRequest } from '../logging/log-request.ts';
import { wired } from '../invocation/wired.ts';
import { verifyOrigin } from '../origin-verification/origin-verification.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { securityHeaders } from '../security-headers/security-headers.ts';
import { traceHeaders } from '../trace/trace-headers.ts';
import { invocationSegment } from '../trace/x-ray.ts';
import { verifiable, type VerifiableHandler } from '../verification/verifiable.ts';
import { validateRequest } from '../validation/validate-request.ts';
import { handlerContext, type HandlerContext } from './handler-context.ts';
import { readHttpEvent, type HttpEvent } from './http-event.ts';
import type { HttpResult } from './http-result.ts';
import type { ReplyOf } from './reply.ts';
import { toHttpResult } from './to-http-result.ts';

interface Wiring<Deps> {
  /** What the use case needs; called while Lambda starts the function, elsewhere on the first request, and kept. */
  readonly deps: () => Deps | Promise<Deps>;
  /**
   * `cors({ origins })`, only for REST APIs and function URLs: the HTTP API's own configuration overrides a handler's
   * headers. Handed in, so that the bundles of all other functions do without it.
   */
  readonly cors?: CorsMiddleware;
}

/** Options of {@link httpHandler}: a store iff the route declares `idempotency`, a verifier iff it is open to guests. */
export type HttpOptions<R extends RouteDefinition, Deps> = Wiring<Deps> &
  (R extends { idempotency: 'required' | 'honoured' }
    ? { readonly idempotency: () => IdempotencyStore }
    : { readonly idempotency?: never }) &
  (R extends { access: 'guest' } ? { readonly tokens: () => TokenVerifier } : { readonly tokens?: never });

/** A Lambda function behind API Gateway or a function URL. Never rejects: every failure is a problem. */
export type HttpHandler = VerifiableHandler<HttpResult>;

/**
 * A Lambda handler for one route: the route's contract decides access, validation, body limit, preconditions and
 * idempotency; `handle` gets what is left, in the types of the contract. The README explains the order of the stack.
 */
export function httpHandler<R extends RouteDefinition, Deps>(
  route: R,
  options: HttpOptions<R, Deps>,
  handle: (context: HandlerContext<R, Deps>) => Promise<ReplyOf<R>>,
): HttpHandler {
  const { idempotency: store, tokens }: { idempotency?: () => IdempotencyStore; tokens?: () => TokenVerifier } =
    options;
  const deps = wired(options.deps);
  const verifier = tokens === undefined ? undefined : wired<TokenVerifier>(tokens);
  const answers = store === undefined ? undefined : wired<IdempotencyStore>(store);

  async function run({ state }: HttpEvent<R>): Promise<HttpResult> {
    if (state.replay !== undefined) return state.replay;
    return toHttpResult(route, await handle(handlerContext(state, await deps())));
  }

  const stack = middy<HttpEvent<R>, HttpResult>(
    (event: HttpEvent<R>, context: Context) => beforeDeadline(run(event), context.getRemainingTimeInMillis()),
    { timeoutEarlyInMillis: 0 },
  )
    .use(lowerCaseHeaders<R>())
    .use(traceHeaders<R>())
    .use(logRequest<R>(route))
    .use(securityHeaders<R>())
    .use(options.cors ?? [])
    .use(respondWithProblems<R>())
    .use(verifyOrigin<R>(() => env().ORIGIN_SECRET_HASHES))
    .use(authenticate<R>(route.access, verifier))
    .use(limitBody<R>(route))
    .use(parseJsonBody<R>(route))
    .use(validateRequest<R>(route))
    .use(entityTag<R>(route))
    .use(answers === undefined ? [] : [idempotency<R>(route, answers)]);

  function answer(event: unknown, context: Context): Promise<HttpResult> {
    // Until the trace middleware has read the headers.
    const trace = { requestId: context.awsRequestId, correlationId: context.awsRequestId };
    const segment = invocationSegment();
    const log = invocationLogger(context, trace, segment);
    return stack(readHttpEvent<R>(event, { trace, log, segment, caller: { role: 'guest' } }), context);
  }
  return verifiable(answer, () => Promise.all([deps(), verifier?.(), answers?.()]));
}
