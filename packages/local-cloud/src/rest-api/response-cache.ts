import type { GatewayResponse } from '../front-door/gateway-response.ts';
import { headerOf, parameterOf, type Authorized, type RestCall } from './rest-call.ts';
import type { MethodSetting } from './rest-api-model.ts';

const DEFAULT_TTL_SECONDS = 300;
/** Larger answers are not kept. */
const MAX_BYTES = 1_048_576;
/** What 0.5 GB, the smallest cache, holds of the largest answers. */
const MAX_ENTRIES = 512;

interface Entry {
  readonly response: GatewayResponse;
  readonly expiresAt: number;
}

/**
 * The response cache of a stage: what integrations of GET methods answer, errors too, by method and cache key
 * parameters. Callers share it, whatever their keys. `Cache-Control: max-age=0` renews an entry for those whose policy
 * allows `execute-api:InvalidateCache`; for others it is ignored with a warning, which is the default of a stage and
 * not to be changed by a template.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export class ResponseCache {
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();

  /** `now` in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Answers from the cache where it may, and keeps what `answer` gives where it may. */
  async through(
    call: RestCall,
    authorized: Authorized,
    answer: () => Promise<GatewayResponse>,
  ): Promise<GatewayResponse> {
    const setting = settingOf(call);
    if (!isCached(call, setting)) return answer();
    const key = cacheKey(call);
    const wantsRenewal = /(?:^|,)\s*max-age=0\s*(?:,|$)/.test(headerOf(call, 'cache-control') ?? '');
    const kept = this.#entries.get(key);
    const warned = wantsRenewal && !authorized.mayInvalidateCache;
    if (kept !== undefined && kept.expiresAt > this.#now() && (!wantsRenewal || warned))
      return marked(kept.response, warned);
    const response = await answer();
    if (response.body.length <= MAX_BYTES) {
      if (this.#entries.size >= MAX_ENTRIES) this.#entries.clear();
      const ttl = (setting?.cacheTtlSeconds ?? DEFAULT_TTL_SECONDS) * 1000;
      this.#entries.set(key, { response, expiresAt: this.#now() + ttl });
    }
    return marked(response, warned);
  }
}

/** The most specific setting of a method in its stage. */
export function settingOf({ api, method }: Pick<RestCall, 'api' | 'method'>): MethodSetting | undefined {
  const matching = api.stage.settings.filter(
    ({ path, httpMethod }) =>
      (path === method.path || path === '/*') && (httpMethod === method.httpMethod || httpMethod === '*'),
  );
  return matching.find(({ path }) => path === method.path) ?? matching[0];
}

function isCached({ api, request }: RestCall, setting: MethodSetting | undefined): boolean {
  return api.stage.cacheEnabled && setting?.cachingEnabled === true && request.method === 'GET';
}

function cacheKey(call: RestCall): string {
  const { method, api } = call;
  const values = method.integration.cacheKeyParameters.map((source) => parameterOf(call, source) ?? null);
  return JSON.stringify([api.id, method.httpMethod, method.path, ...values]);
}

function marked(response: GatewayResponse, warned: boolean): GatewayResponse {
  if (!warned) return response;
  return { ...response, headers: { ...response.headers, warning: '199 Cache-control header ignored' } };
}
