// Part of the functions' bundles: nothing but types may be imported here.
import type { AwsCallMessage, AwsReplyMessage } from './sandbox-messages.ts';

/** What a sandbox offers to its function; the worker puts it under `Symbol.for('tradewind.aws-transport')`. */
export interface AwsTransport {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  send(call: AwsCallMessage): Promise<AwsReplyMessage>;
}

interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkOptions {
  readonly abortSignal?: unknown;
  readonly requestTimeout?: number;
}

interface SdkConfig {
  readonly requestTimeout?: number | undefined;
  readonly socketTimeout?: number | undefined;
}

interface SdkAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

interface SdkHandler {
  config?: SdkConfig;
  readonly configProvider: Promise<SdkConfig>;
  handle(request: SdkRequest, options?: SdkOptions): Promise<{ readonly response: object }>;
}

interface SdkParts {
  readonly NodeHttpHandler: { readonly prototype: SdkHandler };
  readonly HttpResponse: new (answer: SdkAnswer) => object;
  readonly buildQueryString: (query: NonNullable<SdkRequest['query']>) => string;
}

interface SdkSigner {
  readonly service: string;
  readonly credentialProvider: () => Promise<{ readonly accessKeyId: string }>;
  readonly regionProvider: () => Promise<string>;
  signRequest(request: SdkRequest, options?: SigningOptions): Promise<SdkRequest>;
}

interface SigningOptions {
  readonly signingRegion?: string;
  readonly signingService?: string;
}

function transport(): AwsTransport | undefined {
  const offered: AwsTransport | undefined = Reflect.get(globalThis, Symbol.for('tradewind.aws-transport'));
  return offered;
}

/** Whether a call needs nothing that only a socket has. */
function isPlain({ body }: SdkRequest, { abortSignal, requestTimeout }: SdkOptions, config: SdkConfig): boolean {
  const timeouts = [requestTimeout, config.requestTimeout, config.socketTimeout];
  if (abortSignal !== undefined || timeouts.some((timeout) => timeout !== undefined && timeout > 0)) return false;
  return body === undefined || typeof body === 'string' || body instanceof Uint8Array;
}

/** As a server of HTTP would read them. */
function inLowerCase(headers: SdkRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function originOf({ protocol, hostname, port }: SdkRequest): string {
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
}

/**
 * Lets the SDK's HTTP handler hand its calls to the local cloud over as messages. Everything else, such as calls to
 * other hosts, streams and calls with a time limit, goes over HTTP as ever.
 */
export function overSandbox({ NodeHttpHandler, HttpResponse, buildQueryString }: SdkParts): void {
  const { prototype } = NodeHttpHandler;
  const overHttp = prototype.handle;
  prototype.handle = async function handle(request, options = {}) {
    const offered = transport();
    this.config ??= await this.configProvider;
    if (offered === undefined || originOf(request) !== offered.endpoint || !isPlain(request, options, this.config)) {
      return overHttp.call(this, request, options);
    }
    const query = buildQueryString(request.query ?? {});
    const { body } = request;
    const reply = await offered.send({
      method: request.method,
      path: query === '' ? request.path : `${request.path}?${query}`,
      headers: inLowerCase(request.headers),
      body: typeof body === 'string' || body instanceof Uint8Array ? body : undefined,
    });
    const { status: statusCode, headers } = reply;
    return { response: new HttpResponse({ statusCode, headers, body: Buffer.from(reply.body) }) };
  };
}

/**
 * Lets the SDK's signer name the caller of a call to the local cloud without computing a signature, which nobody there
 * verifies and which costs a fifth of the call. Everything else is signed as ever.
 */
export function namedInSandbox({ SignatureV4 }: { readonly SignatureV4: { readonly prototype: SdkSigner } }): void {
  const { prototype } = SignatureV4;
  const sign = prototype.signRequest;
  prototype.signRequest = async function signRequest(request, options = {}) {
    if (originOf(request) !== transport()?.endpoint) return sign.call(this, request, options);
    const { accessKeyId } = await this.credentialProvider();
    const region = options.signingRegion ?? (await this.regionProvider());
    const date = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length).replaceAll('-', '');
    const scope = `${date}/${region}/${options.signingService ?? this.service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=, Signature=`;
    return { ...request, headers: { ...request.headers, authorization } };
  };
}
