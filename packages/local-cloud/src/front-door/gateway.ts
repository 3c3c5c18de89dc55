import { beginRequest, endRequest } from '../console/request-span.ts';
import type { OpenSpan, SpanCollector } from '../console/span-collector.ts';
import type { InvocationResult, FunctionRuntime } from '../functions/runtime.ts';
import type { CloudModel } from '../templates/model.ts';
import type { SignedCallers } from '../iam/signed-callers.ts';
import { configuredCors, type Cors } from './cors.ts';
import { functionResponse, gatewayMessage, type GatewayResponse } from './gateway-response.ts';
import { httpApiArn, requestEvent, splitUrl, type GatewayRequest, type RouteAuthorizer } from './request-event.ts';
import { createRouter, type Route, type Router } from './router.ts';
import { Throttle } from './throttle.ts';
import type { TokenAuthorizer } from './token-authorizer.ts';

/** How long an HTTP API waits for a function. */
const INTEGRATION_TIMEOUT_MS = 30_000;

export interface GatewayOptions {
  readonly model: CloudModel;
  readonly runtime: FunctionRuntime;
  readonly authorizer: TokenAuthorizer;
  /** Checks the signatures of routes that IAM authorises. */
  readonly signatures: SignedCallers;
  readonly integrationTimeoutMs?: number;
  readonly spans?: SpanCollector | undefined;
}

/**
 * The shared HTTP API. It builds the event itself and calls the runtime, instead of going through serverless-offline's
 * HTTP servers: those verify no signature, reflect any origin and cost a second hop and a server for each service.
 */
export class Gateway {
  readonly #options: GatewayOptions;
  #router: Router;
  #cors: Cors;
  #throttle: Throttle;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#router = createRouter(options.model);
    const settings = settingsOf(options.model);
    this.#cors = configuredCors(settings?.cors);
    this.#throttle = new Throttle(settings?.throttling);
  }

  /** Takes over templates that were read again. Throws RouteConflictError and keeps the old routes then. */
  replaceModel(model: CloudModel): void {
    this.#router = createRouter(model);
    const settings = settingsOf(model);
    this.#cors = configuredCors(settings?.cors);
    this.#throttle = new Throttle(settings?.throttling);
  }

  /** Whether a route of the API begins with this path, so that a page must not stand in its way. */
  has(method: string, url: string): boolean {
    return this.#router.match(method, splitUrl(url).path) !== undefined;
  }

  /** `body` was too large to be read. */
  tooLarge(request: Pick<GatewayRequest, 'headers'>): GatewayResponse {
    return this.#cors.apply(gatewayMessage(413, 'Request Too Long'), request.headers);
  }

  async handle(request: GatewayRequest): Promise<GatewayResponse> {
    const preflight = this.#cors.preflight(request.method, request.headers);
    if (preflight !== undefined) return preflight;
    const span = beginRequest(this.#options.spans, request);
    const response = await this.#respond(request, span);
    endRequest(span, response);
    return this.#cors.apply(
      { ...response, headers: { 'apigw-requestid': request.requestId, ...response.headers } },
      request.headers,
    );
  }

  async #respond(request: GatewayRequest, span: OpenSpan | undefined): Promise<GatewayResponse> {
    const match = this.#router.match(request.method, splitUrl(request.url).path);
    if (match === undefined) return gatewayMessage(404, 'Not Found');
    span?.set({ route: match.route.routeKey });
    if (!this.#throttle.admits(match.route.routeKey)) return gatewayMessage(429, 'Too Many Requests');
    const authorization = await this.#authorize(match.route, request);
    if ('refusal' in authorization) return authorization.refusal;
    const traceHeader = span?.header ?? singleHeader(request, 'x-amzn-trace-id');
    const event = requestEvent(request, match, authorization.authorizer, traceHeader);
    const result = await this.#invoke(match.route.definition.name, event, traceHeader);
    if (result === undefined) return gatewayMessage(503, 'Service Unavailable');
    if (result.functionError === undefined) return functionResponse(result.payload);
    return result.cause === 'error'
      ? gatewayMessage(500, 'Internal Server Error')
      : gatewayMessage(503, 'Service Unavailable');
  }

  async #authorize(route: Route, request: GatewayRequest): Promise<RouteAuthorization> {
    if (route.authorization === 'none') return { authorizer: undefined };
    if (route.authorization === 'iam') {
      const caller = this.#options.signatures.callerOf(request, httpApiArn(request));
      return 'refused' in caller
        ? { refusal: gatewayMessage(403, 'Forbidden') }
        : { authorizer: { iam: { userArn: caller.userArn } } };
    }
    const authorization = await this.#options.authorizer.authorize(request.headers.authorization);
    if ('claims' in authorization) return { authorizer: { jwt: { claims: authorization.claims, scopes: null } } };
    return { refusal: gatewayMessage(401, 'Unauthorized', { 'www-authenticate': authorization.challenge }) };
  }

  /** Undefined when the function did not answer in time. */
  async #invoke(functionName: string, event: object, traceHeader?: string): Promise<InvocationResult | undefined> {
    const invocation = this.#options.runtime.invoke(functionName, event, { traceHeader });
    const timeoutMs = this.#options.integrationTimeoutMs ?? INTEGRATION_TIMEOUT_MS;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeoutMs);
    });
    try {
      return await Promise.race([invocation, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }
}

type RouteAuthorization = { readonly authorizer: RouteAuthorizer | undefined } | { readonly refusal: GatewayResponse };

function singleHeader({ headers }: GatewayRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function settingsOf({ services }: CloudModel) {
  return services.find(({ httpApi }) => httpApi !== undefined)?.httpApi;
}
