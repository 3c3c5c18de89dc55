import { isDeclared, toAnswer } from './answer.ts';
import { refreshSession } from './generated/identity.ts';
import { TradewindNetworkError, type NetworkFailure } from './network-error.ts';
import type { AnswerOf, CallOptions, Client, Contract, OperationSpec } from './operation.ts';
import { toProblem, TradewindProblem } from './problem.ts';
import { prepareRequest, type PreparedRequest } from './request.ts';
import { DEFAULT_RETRY_POLICY, pause, type RetryPolicy } from './retry-policy.ts';
import { delayBeforeRetry } from './retry.ts';
import { memoryTokenStore, singleFlightRenewal, type Renewal, type Tokens, type TokenStore } from './token-store.ts';

/** A request that is about to be sent; its headers may still be changed. */
export interface OutgoingRequest {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** From 1; counts repetitions after failures. */
  readonly attempt: number;
}

/** A response as it came, whatever it says. */
export interface IncomingResponse extends OutgoingRequest {
  readonly status: number;
  /** Those of the response. */
  readonly headers: Headers;
  readonly body: string;
}

export interface ClientOptions {
  /** Where the API is: an absolute http or https URL, with the stage's path if there is one. */
  readonly baseUrl: string;
  /** Instead of the platform's `fetch`. */
  readonly fetch?: typeof fetch;
  /** Memory unless given. */
  readonly tokenStore?: TokenStore;
  /** Of a guest's cart: opens it and the order made from it. */
  readonly cartToken?: string | undefined;
  /** Of `POST /v1/api-keys`, for the partner API. */
  readonly partnerKey?: string | undefined;
  readonly retry?: Partial<RetryPolicy>;
  /** Milliseconds that one attempt may take; 30 seconds unless given. */
  readonly timeoutMs?: number;
  /** Called before each attempt, to add headers such as `traceparent`, or to log. */
  readonly onRequest?: (request: OutgoingRequest) => void | Promise<void>;
  /** Called after each response, to log or to check it; what it throws rejects the call. */
  readonly onResponse?: (response: IncomingResponse) => void | Promise<void>;
}

interface Settings {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly tokenStore: TokenStore;
  readonly cartToken: string | undefined;
  readonly partnerKey: string | undefined;
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
  readonly onRequest: ClientOptions['onRequest'];
  readonly onResponse: ClientOptions['onResponse'];
  readonly renew: Renewal;
}

interface Call {
  readonly spec: OperationSpec;
  readonly request: PreparedRequest;
  readonly options: CallOptions;
}

const DEFAULT_TIMEOUT_MS = 30_000;

function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new TypeError(
      `baseUrl must be an absolute http or https URL without query; it is ${JSON.stringify(baseUrl)}.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function takesSession({ access }: OperationSpec): boolean {
  return access === 'guest' || access === 'shopper' || access === 'admin';
}

/** Service tokens are bearer tokens; both kinds of secret say by their beginning what they are. */
function partnerAuthorization(secret: string): string {
  return `${secret.startsWith('tws_') ? 'Bearer' : 'ApiKey'} ${secret}`;
}

async function outgoingHeaders(
  settings: Settings,
  { spec, request, options }: Call,
  attempt: number,
  accessToken: string | undefined,
): Promise<Headers> {
  const headers = new Headers(request.headers);
  const cartToken = options.cartToken ?? settings.cartToken;
  if (accessToken !== undefined) headers.set('authorization', `Bearer ${accessToken}`);
  if (spec.access === 'partner' && settings.partnerKey !== undefined) {
    headers.set('authorization', partnerAuthorization(settings.partnerKey));
  }
  if (spec.access === 'guest' && cartToken !== undefined) headers.set('x-cart-token', cartToken);
  if (options.correlationId !== undefined) headers.set('x-correlation-id', options.correlationId);
  await settings.onRequest?.({ operation: spec.id, method: spec.method, url: request.url, headers, attempt });
  return headers;
}

/** One request and its answer. */
async function send<C extends Contract>(
  settings: Settings,
  call: Call,
  attempt: number,
  accessToken: string | undefined,
): Promise<AnswerOf<C>> {
  const { spec, request, options } = call;
  const headers = await outgoingHeaders(settings, call, attempt, accessToken);
  const timeout = AbortSignal.timeout(options.timeoutMs ?? settings.timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);

  const failure = (reason: NetworkFailure, cause?: unknown): TradewindNetworkError =>
    new TradewindNetworkError({ reason, operation: spec.id, attempts: attempt, url: request.url, cause });
  const orAborted = (reason: NetworkFailure) => (cause: unknown) => {
    options.signal?.throwIfAborted();
    throw failure(timeout.aborted ? 'timeout' : reason, cause);
  };

  const init = { method: spec.method, headers, signal, ...(request.body !== undefined && { body: request.body }) };
  const response = await settings.fetch(request.url, init).catch(orAborted('unreachable'));
  const body = await response.text().catch(orAborted('interrupted'));
  const { status, headers: answered } = response;
  await settings.onResponse?.({
    operation: spec.id,
    method: spec.method,
    url: request.url,
    attempt,
    status,
    headers: answered,
    body,
  });
  if (!response.ok) throw toProblem(response, body, { operation: spec.id, attempts: attempt });
  try {
    const answer = toAnswer(spec, response, body);
    if (isDeclared<C>(spec, answer)) return answer;
  } catch (error) {
    throw failure('invalid-answer', error);
  }
  throw failure('invalid-answer');
}

/** Sends under the access token that is held, and once more under a new one if that is refused. */
async function sendAuthorized<C extends Contract>(
  settings: Settings,
  call: Call,
  attempt: number,
): Promise<AnswerOf<C>> {
  const held = takesSession(call.spec) ? await settings.tokenStore.load() : undefined;
  try {
    return await send<C>(settings, call, attempt, held?.accessToken);
  } catch (error) {
    if (held === undefined || !(error instanceof TradewindProblem) || error.status !== 401) throw error;
    const renewed = await settings.renew(held.accessToken);
    call.options.signal?.throwIfAborted();
    if (renewed === undefined) throw error;
    return send<C>(settings, call, attempt, renewed.accessToken);
  }
}

async function sendPersistently<C extends Contract>(settings: Settings, call: Call): Promise<AnswerOf<C>> {
  const { request, options } = call;
  const policy = { ...settings.retry, ...options.retry };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendAuthorized<C>(settings, call, attempt);
    } catch (error) {
      const delayMs = request.repeatable ? delayBeforeRetry(error, attempt, policy) : undefined;
      if (delayMs === undefined) throw error;
      await pause(delayMs, options.signal);
    }
  }
}

function clientOf(settings: Settings): Client {
  return {
    baseUrl: settings.baseUrl,
    tokenStore: settings.tokenStore,
    async call(spec, input, options = {}) {
      options.signal?.throwIfAborted();
      const request = prepareRequest(settings.baseUrl, spec, input);
      return sendPersistently(settings, { spec, request, options });
    },
    withCartToken: (cartToken) => clientOf({ ...settings, cartToken }),
  };
}

/**
 * A client of one API for one person or guest: its tokens and its cart token go along with every call.
 *
 * @throws TypeError when `baseUrl` is not an absolute http or https URL.
 */
export function createClient(options: ClientOptions): Client {
  const { tokenStore = memoryTokenStore(), timeoutMs = DEFAULT_TIMEOUT_MS, cartToken } = options;

  async function refresh(refreshToken: string): Promise<Tokens | undefined> {
    try {
      return (await refreshSession(client, { body: { refreshToken } })).data;
    } catch (error) {
      if (error instanceof TradewindProblem && error.status === 401) return undefined;
      throw error;
    }
  }

  const client = clientOf({
    baseUrl: checkedBaseUrl(options.baseUrl),
    // Browsers insist that `fetch` is called on no object of ours.
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    tokenStore,
    cartToken,
    partnerKey: options.partnerKey,
    retry: { ...DEFAULT_RETRY_POLICY, ...options.retry },
    timeoutMs,
    onRequest: options.onRequest,
    onResponse: options.onResponse,
    renew: singleFlightRenewal(tokenStore, refresh),
  });
  return client;
}
