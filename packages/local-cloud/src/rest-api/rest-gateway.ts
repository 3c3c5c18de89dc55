import type { Clock } from '@tradewind/kernel';
import { ACCOUNT_ID } from '../aws/account.ts';
import { beginRequest, endRequest } from '../console/request-span.ts';
import type { OpenSpan, SpanCollector } from '../console/span-collector.ts';
import type { GatewayResponse } from '../front-door/gateway-response.ts';
import { splitUrl, type GatewayRequest } from '../front-door/request-event.ts';
import { Throttle } from '../front-door/throttle.ts';
import { contextOf as conditionContext } from '../iam/conditions.ts';
import { PolicySet } from '../iam/policy-set.ts';
import type { SignedCallers } from '../iam/signed-callers.ts';
import type { CloudModel } from '../templates/model.ts';
import type { ApiKeys } from './api-keys.ts';
import { integrate, type IntegrationDoors } from './integrations.ts';
import { Refusal, refusalResponse } from './refusal.ts';
import { RequestAuthorizers } from './request-authorizer.ts';
import { validateRequest } from './request-validation.ts';
import { ResponseCache, settingOf } from './response-cache.ts';
import { ANONYMOUS, headerOf, methodArn, restCall, type Authorized, type RestCall } from './rest-call.ts';
import type { RestApiModel } from './rest-api-model.ts';
import { readRestApis } from './read-rest-apis.ts';
import { RestRouter, type RestMatch } from './rest-router.ts';

export interface RestGatewayOptions extends IntegrationDoors {
  readonly model: CloudModel;
  readonly keys: ApiKeys;
  readonly signatures: SignedCallers;
  readonly clock: Clock;
  readonly spans?: SpanCollector | undefined;
}

/** The REST APIs of the templates, each request through every stage that API Gateway has for it, in its order. */
export class RestGateway {
  readonly #options: RestGatewayOptions;
  readonly #now: () => number;
  readonly #authorizers: RequestAuthorizers;
  readonly #cache: ResponseCache;
  readonly #throttles = new Map<string, Throttle>();
  #apis: readonly RestApiModel[];
  #router: RestRouter;

  /** Throws TemplateError. */
  constructor(options: RestGatewayOptions) {
    this.#options = options;
    this.#now = () => options.clock.now().getTime();
    this.#authorizers = new RequestAuthorizers(options, this.#now);
    this.#cache = new ResponseCache(this.#now);
    this.#apis = readRestApis(options.model);
    this.#router = new RestRouter(this.#apis);
    options.keys.replaceApis(this.#apis);
  }

  get apis(): readonly RestApiModel[] {
    return this.#apis;
  }

  /** Takes over templates that were read again. Throws TemplateError and keeps the old APIs then. */
  replaceModel(model: CloudModel): void {
    this.#apis = readRestApis(model);
    this.#router = new RestRouter(this.#apis);
    this.#options.keys.replaceApis(this.#apis);
    this.#authorizers.clear();
    this.#cache.clear();
    this.#throttles.clear();
  }

  /** Whether a path belongs to a REST API, be there a method or not. */
  has(method: string, url: string): boolean {
    return this.#router.match(method, splitUrl(url).path) !== undefined;
  }

  /** The answer to a request whose path `has` found. */
  async handle(request: GatewayRequest): Promise<GatewayResponse> {
    const match = this.#router.match(request.method, splitUrl(request.url).path);
    if (match === undefined) throw new Error(`${request.url} belongs to no REST API.`);
    const span = beginRequest(this.#options.spans, request);
    const response = await this.#respond(match, request, span);
    endRequest(span, response);
    return { ...response, headers: { 'x-amzn-requestid': request.requestId, ...response.headers } };
  }

  /** The answer to a request whose body is larger than an API takes. */
  tooLarge(request: Pick<GatewayRequest, 'method' | 'url' | 'requestId'>): GatewayResponse {
    const match = this.#router.match(request.method, splitUrl(request.url).path);
    if (match === undefined) throw new Error(`${request.url} belongs to no REST API.`);
    return refusalResponse(new Refusal('REQUEST_TOO_LARGE'), { api: match.api, requestId: request.requestId });
  }

  async #respond(match: RestMatch, request: GatewayRequest, span: OpenSpan | undefined): Promise<GatewayResponse> {
    const { api, method, pathParameters } = match;
    const { requestId } = request;
    if (method === undefined) return refusalResponse(new Refusal('MISSING_AUTHENTICATION_TOKEN'), { api, requestId });
    span?.set({ route: `${method.httpMethod} ${method.path}` });
    const sent = request.headers['x-amzn-trace-id'];
    const traceHeader = span?.header ?? (typeof sent === 'string' ? sent : undefined);
    const call = restCall(api, method, pathParameters, request, traceHeader);
    let authorized: Authorized | undefined;
    try {
      this.#checkResourcePolicy(call);
      authorized = await this.#authorize(call);
      const known = authorized;
      this.#admit(call, known);
      validateRequest(call);
      return await this.#cache.through(call, known, async () => integrate(call, known, this.#options));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refusalResponse(error, { api, requestId, call, authorized });
    }
  }

  /** A policy must allow the call and must not deny it; the authorizer has its own say. */
  #checkResourcePolicy(call: RestCall): void {
    const { policy } = call.api;
    if (policy === undefined) return;
    const set = new PolicySet(policy.map((statement) => ({ id: undefined, statement })));
    const context = conditionContext([
      ['aws:SourceIp', [call.request.sourceIp]],
      // Loopback stands for the gateway's endpoint, which is TLS only.
      ['aws:SecureTransport', ['true']],
    ]);
    const verdicts = set.verdicts('execute-api:Invoke', methodArn(call), () => context);
    const denied = verdicts.some(({ effect }) => effect === 'Deny');
    if (denied || verdicts.length === 0) {
      const what = denied ? ' with an explicit deny' : '';
      const message = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${methodArn(call)}${what}`;
      throw new Refusal('ACCESS_DENIED', message);
    }
  }

  async #authorize(call: RestCall): Promise<Authorized> {
    const { authorization } = call.method;
    if (authorization === 'NONE') return ANONYMOUS;
    if (authorization !== 'AWS_IAM') return this.#authorizers.authorize(authorization, call);
    const caller = this.#options.signatures.callerOf(call.request, methodArn(call));
    if ('refused' in caller) throw new Refusal(caller.refused, caller.message);
    const { userArn, mayInvalidateCache } = caller;
    return { ...ANONYMOUS, identity: { accountId: ACCOUNT_ID, userArn }, mayInvalidateCache };
  }

  /** The plan of the caller's key first, then what the stage allows the method. */
  #admit(call: RestCall, { usageIdentifierKey }: Authorized): void {
    const { method, api } = call;
    if (method.apiKeyRequired) {
      const value = api.keySource === 'AUTHORIZER' ? usageIdentifierKey : headerOf(call, 'x-api-key');
      this.#options.keys.admit(value);
    }
    const setting = settingOf(call);
    if (setting?.ratePerSecond === undefined || setting.burst === undefined) return;
    const name = `${api.id} ${method.httpMethod} ${method.path}`;
    const { ratePerSecond, burst } = setting;
    const throttle = this.#throttles.get(name) ?? new Throttle({ ratePerSecond, burst }, this.#now);
    this.#throttles.set(name, throttle);
    if (!throttle.admits(name)) throw new Refusal('THROTTLED');
  }
}
