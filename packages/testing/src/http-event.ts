import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

export interface HttpEventOptions {
  readonly method?: string;
  readonly path?: string;
  readonly routeKey?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Claims that the JWT authorizer found, in API Gateway's form: all text, groups as `[admin shopper]`. */
  readonly claims?: Readonly<Record<string, string>>;
}

type HttpEvent = APIGatewayProxyEventV2 & Partial<Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'>>;

/** An event of an HTTP API, payload format 2.0, as a handler gets it. */
export function httpEvent(options: HttpEventOptions = {}): HttpEvent {
  const { method = 'GET', path = '/', query = {}, claims, body } = options;
  const routeKey = options.routeKey ?? `${method} ${path}`;
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const headers = Object.fromEntries(
    Object.entries({ ...(text !== undefined && { 'content-type': 'application/json' }), ...options.headers }).map(
      ([name, value]) => [name.toLowerCase(), value],
    ),
  );
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers,
    ...(Object.keys(query).length > 0 && { queryStringParameters: { ...query } }),
    ...(options.pathParameters !== undefined && { pathParameters: { ...options.pathParameters } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'test-request',
      routeKey,
      stage: '$default',
      time: '31/Jan/2026:09:30:00 +0000',
      timeEpoch: Date.UTC(2026, 0, 31, 9, 30),
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims: { ...claims }, scopes: [] },
      },
    },
    ...(text !== undefined && { body: text }),
    isBase64Encoded: false,
  };
}
