import { ACCOUNT_ID } from '../aws/account.ts';
import { decoded } from '../front-door/router.ts';
import { splitUrl, type GatewayRequest } from '../front-door/request-event.ts';
import type { RestApiModel, RestMethod } from './rest-api-model.ts';

/** A request to a method of a REST API, taken apart. */
export interface RestCall {
  readonly api: RestApiModel;
  readonly method: RestMethod;
  readonly request: GatewayRequest;
  /** Decoded. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Every value of every parameter, decoded. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** As sent, the last value of a name; names keep their case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly traceHeader: string | undefined;
}

/** What is known of the caller: by its signature, or by what the authorizer told. */
export interface Authorized {
  /** Of whoever signed: `$context.identity.userArn`. */
  readonly identity: Readonly<Record<string, string>>;
  readonly principalId: string;
  readonly context: Readonly<Record<string, string>>;
  /** The value of the API key that the call counts against. */
  readonly usageIdentifierKey: string | undefined;
  /** Whether the caller may have the response cache renewed. */
  readonly mayInvalidateCache: boolean;
}

export const ANONYMOUS: Authorized = {
  identity: {},
  principalId: '',
  context: {},
  usageIdentifierKey: undefined,
  mayInvalidateCache: false,
};

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function restCall(
  api: RestApiModel,
  method: RestMethod,
  pathParameters: Readonly<Record<string, string>>,
  request: GatewayRequest,
  traceHeader: string | undefined,
): RestCall {
  const { path, query } = splitUrl(request.url);
  const headers = headersOf(request);
  return {
    api,
    method,
    request,
    path: decoded(path),
    pathParameters,
    query: queryOf(query),
    headers: traceHeader === undefined ? headers : { ...headers, 'X-Amzn-Trace-Id': traceHeader },
    traceHeader,
  };
}

/** `arn:aws:execute-api:us-east-1:000000000000:<api>/<stage>/GET/partner/v1/products` */
export function methodArn({ api, request, path }: RestCall): string {
  return `arn:aws:execute-api:us-east-1:${ACCOUNT_ID}:${api.id}/${api.stage.name}/${request.method}${path}`;
}

/** A header whatever the case of its name. */
export function headerOf({ headers }: RestCall, name: string): string | undefined {
  return Object.entries(headers).find(([header]) => header.toLowerCase() === name.toLowerCase())?.[1];
}

/** The value behind `method.request.querystring.limit`; undefined when it was not sent. */
export function parameterOf(call: RestCall, source: string): string | undefined {
  const [, , place, ...rest] = source.split('.');
  const name = rest.join('.');
  if (place === 'path') return call.pathParameters[name];
  if (place === 'querystring') return call.query[name]?.at(-1);
  if (place === 'header') return headerOf(call, name);
  return undefined;
}

/**
 * The variables of mapping templates, access logs and gateway responses.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function contextOf(call: RestCall, { identity, principalId, context }: Authorized = ANONYMOUS) {
  const { api, method, request, path } = call;
  return {
    accountId: ACCOUNT_ID,
    apiId: api.id,
    authorizer: { principalId, ...context },
    domainName: (request.headers.host ?? 'localhost').replace(/:\d+$/, ''),
    extendedRequestId: request.requestId,
    httpMethod: request.method,
    identity: { ...identity, sourceIp: request.sourceIp, userAgent: request.headers['user-agent'] ?? '' },
    path: `/${api.stage.name}${path}`,
    protocol: request.protocol,
    requestId: request.requestId,
    requestTime: logTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt.getTime(),
    resourceId: method.resourceId,
    resourcePath: method.path,
    stage: api.stage.name,
  };
}

/** The event of a Lambda proxy integration, payload format 1.0. */
export function proxyEvent(call: RestCall, authorized: Authorized): object {
  const { request, method, path, pathParameters, query, headers, api } = call;
  const last = Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.at(-1) ?? '']));
  return {
    resource: method.path,
    path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: emptyAsNull(last),
    multiValueQueryStringParameters: emptyAsNull(query),
    pathParameters: emptyAsNull(pathParameters),
    stageVariables: emptyAsNull(api.stage.variables),
    requestContext: contextOf(call, authorized),
    body: request.body.length === 0 ? null : request.body.toString('utf8'),
    isBase64Encoded: false,
  };
}

function emptyAsNull<Values extends object>(values: Values): Values | null {
  return Object.keys(values).length === 0 ? null : values;
}

function headersOf({ rawHeaders, sourceIp, port }: GatewayRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!HOP_BY_HOP.has(name.toLowerCase())) headers[name] = rawHeaders[index + 1] ?? '';
  }
  return { ...headers, 'X-Forwarded-For': sourceIp, 'X-Forwarded-Port': String(port), 'X-Forwarded-Proto': 'http' };
}

function queryOf(query: string): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) (values[name] ??= []).push(value);
  return values;
}

/** `12/Mar/2026:19:03:58 +0000` */
function logTime(date: Date): string {
  const [year = '', month = '', rest = ''] = date.toISOString().split('-');
  const [day = '', time = ''] = rest.split('T');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
