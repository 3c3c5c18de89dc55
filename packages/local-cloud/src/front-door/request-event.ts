import type { IncomingHttpHeaders } from 'node:http';
import { ACCOUNT_ID, arn } from '../aws/account.ts';
import { decoded, type RouteMatch } from './router.ts';

export interface GatewayRequest {
  readonly method: string;
  /** As received: path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
  readonly port: number;
  readonly receivedAt: Date;
  readonly requestId: string;
}

/** What a route's JWT authorizer found: every claim as text. */
export type Claims = Readonly<Record<string, string>>;

/** What stands in an event about the caller. */
export type RouteAuthorizer =
  { readonly jwt: { readonly claims: Claims; readonly scopes: null } } | { readonly iam: { readonly userArn: string } };

const TEXT_TYPES = /^(?:text\/|application\/(?:json|javascript|xml)\b|[\w.-]+\/[\w.-]+\+(?:json|xml)\b)/i;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** An HTTP API has one stage, which is not part of the path. */
const STAGE = '$default';
/** What the parameter `httpApiId` is here. */
const API_ID = 'local';

/**
 * The event that API Gateway hands to a Lambda function for an HTTP API, payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function requestEvent(
  request: GatewayRequest,
  match: RouteMatch,
  authorizer: RouteAuthorizer | undefined,
  traceHeader?: string,
): object {
  const { path, query } = splitUrl(request.url);
  const { cookies, headers } = headersOf(request);
  if (traceHeader !== undefined) headers['x-amzn-trace-id'] = traceHeader;
  const rawPath = decoded(path);
  const domainName = (request.headers.host ?? 'localhost').replace(/:\d+$/, '');
  const queryParameters = queryOf(query);
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(Object.keys(queryParameters).length > 0 && { queryStringParameters: queryParameters }),
    requestContext: {
      accountId: ACCOUNT_ID,
      apiId: API_ID,
      ...(authorizer !== undefined && { authorizer }),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: request.method,
        path: rawPath,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: match.route.routeKey,
      stage: STAGE,
      time: logTime(request.receivedAt),
      timeEpoch: request.receivedAt.getTime(),
    },
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    ...bodyOf(request),
  };
}

/** What a policy names to allow a call of the HTTP API: `…:<api>/$default/POST/internal/v1/…`. */
export function httpApiArn({ method, url }: GatewayRequest): string {
  return arn('execute-api', `${API_ID}/${STAGE}/${method}${decoded(splitUrl(url).path)}`);
}

export function splitUrl(url: string): { readonly path: string; readonly query: string } {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** Lower-case names; several values of one name joined by commas; cookies apart. */
function headersOf({ rawHeaders, sourceIp, port }: GatewayRequest) {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    if (name === 'cookie')
      cookies.push(
        ...value
          .split(';')
          .map((cookie) => cookie.trim())
          .filter((cookie) => cookie !== ''),
      );
    else if (!dropped(name)) headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  headers['x-forwarded-for'] = [headers['x-forwarded-for'], sourceIp].filter(Boolean).join(', ');
  headers['x-forwarded-port'] = String(port);
  headers['x-forwarded-proto'] = 'http';
  return { headers, cookies };
}

/** Hop-by-hop headers end at a gateway; the last would let a caller pose as an authorizer of serverless-offline. */
function dropped(name: string): boolean {
  return ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'sls-offline-authorizer-override'].includes(name);
}

function queryOf(query: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  }
  return values;
}

function bodyOf({ body, headers }: GatewayRequest): object {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT_TYPES.test(headers['content-type'] ?? 'text/plain');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

/** `12/Mar/2026:19:03:58 +0000` */
function logTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}
