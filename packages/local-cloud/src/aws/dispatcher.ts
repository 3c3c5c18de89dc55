import type { IncomingHttpHeaders } from 'node:http';
import type { TracedCall } from '../console/trace-aws-call.ts';
import { AwsError, jsonError, type AwsAnswer, type AwsApi, type AwsCall } from './api.ts';
import { credentialScope } from './credential-scope.ts';
import { errorAnswer } from './error-answer.ts';
import { operationName, readInput } from './request.ts';

export interface AwsDispatcherOptions {
  readonly apis: readonly AwsApi[];
  /** Throws AwsError (AccessDenied) where the caller's role does not allow the call. */
  readonly authorize?: (service: string, call: AwsCall) => Promise<void> | void;
  /** Follows a call; undefined for one that nobody follows. */
  readonly trace?: (service: string, call: AwsCall) => TracedCall | undefined;
  /** Told of every failure that is ours and not the caller's; the answer is a 500. */
  readonly onInternalError?: (error: unknown, call: { readonly service: string; readonly operation: string }) => void;
}

/** A request as a client sent it, over HTTP or from a sandbox. */
export interface AwsRequest {
  readonly method: string;
  /** Path with the query, as received. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Answers requests to all AWS APIs; never rejects. */
export type AwsDispatcher = (request: AwsRequest) => Promise<AwsAnswer>;

type UnroutedCall = Omit<AwsCall, 'accessKeyId'>;
type Route = (call: UnroutedCall) => { api: AwsApi; service: string; accessKeyId: string };

/**
 * The way of every request to its API, wherever it comes from: the service of the SigV4 credential scope chooses the
 * API, the caller's role is judged, the call is followed, what fails is told in the words of the service.
 */
export function awsDispatcher(options: AwsDispatcherOptions): AwsDispatcher {
  const route = routerOf(options.apis);
  return async (request) => {
    const operation = operationName(request.headers, request.body);
    let service = '';
    let traced: TracedCall | undefined;
    const told = (answer: AwsAnswer): AwsAnswer => {
      traced?.answered(answer);
      return answer;
    };
    try {
      const unrouted = unroutedCall(request, operation);
      const target = route(unrouted);
      service = target.service;
      const received = { ...unrouted, accessKeyId: target.accessKeyId };
      traced = options.trace?.(service, received);
      const call = traced?.call ?? received;
      await options.authorize?.(service, call);
      return told(await target.api.handle(call));
    } catch (error) {
      if (error instanceof AwsError) return told(errorAnswer(service, error));
      options.onInternalError?.(error, { service, operation });
      return told(internalFailure());
    }
  };
}

/** What is told of a failure that is ours. */
export function internalFailure(): AwsAnswer {
  return jsonError(new AwsError('InternalFailure', 'The local cloud failed; its log says why.', 500));
}

function unroutedCall({ method, path, headers, body }: AwsRequest, operation: string): UnroutedCall {
  return { operation, input: readInput(headers, body), method, path, headers, rawBody: body };
}

function routerOf(apis: readonly AwsApi[]): Route {
  const byService = new Map<string, AwsApi>();
  for (const api of apis) {
    for (const name of api.signingNames) {
      if (byService.has(name)) throw new Error(`Two APIs claim the service '${name}'.`);
      byService.set(name, api);
    }
  }
  return (call) => {
    const { authorization } = call.headers;
    const open = authorization === undefined && apis.find((api) => api.acceptsUnsigned?.(call) === true);
    if (open) return { api: open, service: open.signingNames[0] ?? '', accessKeyId: '' };
    const { accessKeyId, service } = credentialScope(authorization);
    const api = byService.get(service);
    if (api === undefined) {
      throw new AwsError('UnknownOperationException', `The Tradewind local cloud has no service '${service}'.`);
    }
    return { api, service, accessKeyId };
  };
}
