import type { BodyOf, HeadersOf, PathOf, QueryOf, RouteDefinition } from '@tradewind/contracts/http/route';
import type { Caller, TraceContext } from '@tradewind/kernel';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { LogFields, Logger } from '../logging/logger.ts';
import type { XRaySegment } from '../trace/x-ray.ts';
import type { HttpResult } from './http-result.ts';
import { isProxyEvent, proxyEventAsHttpEvent } from './proxy-event.ts';
import { isRecord, recordAt, textAt, textsIn } from './untrusted.ts';

/** The parts of a request after validation, in the types of the route's schemas. */
export interface ValidInput<R extends RouteDefinition> {
  path: PathOf<R>;
  query: QueryOf<R>;
  headers: HeadersOf<R>;
  body: BodyOf<R>;
}

/** What the middlewares learn about a request, each filling its own part. */
export interface RequestState<R extends RouteDefinition> {
  /** When the request came in, by `performance.now()`. */
  startedAt?: number;
  trace: TraceContext;
  /** What X-Ray calls this invocation. */
  readonly segment?: XRaySegment | undefined;
  log: Logger;
  caller: Caller;
  /** Absent until validation has passed. */
  input?: ValidInput<R>;
  ifMatch?: number;
  idempotencyKey?: string;
  operationId?: string;
  /** A stored answer; when set, the handler does not run. */
  replay?: HttpResult;
  /** Why the request was refused; goes into its log line. */
  refusal?: LogFields;
}

/** An API Gateway event in payload format 2.0 whose structure is certain, with the state of its request. */
export interface HttpEvent<R extends RouteDefinition = RouteDefinition> extends APIGatewayProxyEventV2 {
  readonly state: RequestState<R>;
  /** Claims of the gateway's JWT authorizer, still to be read; undefined without an authorizer. */
  readonly claims: unknown;
  /** Whom an IAM or a Lambda authorizer of the gateway has found out; empty without one. */
  readonly principal: string;
}

/**
 * Reads whatever Lambda was invoked with as an HTTP event. Never throws: what is missing or of the wrong type is taken
 * as absent, so that a malformed event is answered by the validation and not by a crash.
 */
export function readHttpEvent<R extends RouteDefinition>(source: unknown, state: RequestState<R>): HttpEvent<R> {
  const event = isProxyEvent(source) ? proxyEventAsHttpEvent(source) : isRecord(source) ? source : {};
  const context = recordAt(event, 'requestContext');
  const http = recordAt(context, 'http');
  const authorizer = recordAt(context, 'authorizer');
  const read: HttpEvent<R> = {
    version: '2.0',
    routeKey: textAt(event, 'routeKey'),
    rawPath: textAt(event, 'rawPath'),
    rawQueryString: textAt(event, 'rawQueryString'),
    headers: textsIn(recordAt(event, 'headers')),
    queryStringParameters: textsIn(recordAt(event, 'queryStringParameters')),
    pathParameters: textsIn(recordAt(event, 'pathParameters')),
    isBase64Encoded: event['isBase64Encoded'] === true,
    requestContext: {
      accountId: textAt(context, 'accountId'),
      apiId: textAt(context, 'apiId'),
      domainName: textAt(context, 'domainName'),
      domainPrefix: textAt(context, 'domainPrefix'),
      http: {
        method: textAt(http, 'method'),
        path: textAt(http, 'path'),
        protocol: textAt(http, 'protocol'),
        sourceIp: textAt(http, 'sourceIp'),
        userAgent: textAt(http, 'userAgent'),
      },
      requestId: textAt(context, 'requestId'),
      routeKey: textAt(context, 'routeKey'),
      stage: textAt(context, 'stage'),
      time: textAt(context, 'time'),
      timeEpoch: typeof context['timeEpoch'] === 'number' ? context['timeEpoch'] : 0,
    },
    claims: recordAt(authorizer, 'jwt')['claims'],
    principal: textAt(recordAt(authorizer, 'iam'), 'userArn') || textAt(recordAt(authorizer, 'lambda'), 'principalId'),
    state,
  };
  if (typeof event['body'] === 'string') read.body = event['body'];
  return read;
}
