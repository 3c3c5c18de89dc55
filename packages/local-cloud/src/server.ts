import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError, jsonError, type AwsAnswer, type AwsApi, type AwsCall } from './aws/api.ts';
import { errorAnswer } from './aws/error-answer.ts';
import { credentialScope } from './aws/credential-scope.ts';
import { operationName, readBody, readInput } from './aws/request.ts';
import type { TracedCall } from './console/trace-aws-call.ts';

/** Above any payload of AWS that comes here: DynamoDB's batches are 16 MB, Lambda's payloads 6 MB. */
const MAX_REQUEST_BYTES = 20 * 1024 * 1024;

/** Longer than the SDK keeps idle sockets, so that it never writes into one that we are closing. */
const KEEP_ALIVE_MS = 75_000;

export interface AwsServerOptions {
  readonly port: number;
  readonly host?: '127.0.0.1' | '::1';
  readonly apis: readonly AwsApi[];
  /** Throws AwsError (AccessDenied) where the caller's role does not allow the call. */
  readonly authorize?: (service: string, call: AwsCall) => Promise<void> | void;
  /** Follows a call; undefined for one that nobody follows. */
  readonly trace?: (service: string, call: AwsCall) => TracedCall | undefined;
  /** Told of every failure that is ours and not the caller's; the answer is a 500. */
  readonly onInternalError?: (error: unknown, call: { readonly service: string; readonly operation: string }) => void;
}

export interface AwsServer {
  readonly port: number;
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** The port that was asked for belongs to another process. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is already in use.`);
    this.port = port;
  }
}

/**
 * The one HTTP endpoint of all AWS APIs, on loopback. The service of the SigV4 credential scope chooses the API.
 * Port 0 takes a free one. Rejects with PortTakenError.
 */
export async function startAwsServer(options: AwsServerOptions): Promise<AwsServer> {
  const host = options.host ?? '127.0.0.1';
  const route = routerOf(options.apis);
  const server = createServer((request, response) => void serve(request, response, route, options));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const port = await listen(server, host, options.port);
  return { port, endpoint: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, close: () => close(server) };
}

type Route = (call: Omit<AwsCall, 'accessKeyId'>) => { api: AwsApi; service: string; accessKeyId: string };

function routerOf(apis: readonly AwsApi[]): Route {
  const byService = new Map<string, AwsApi>();
  for (const api of apis) {
    for (const name of api.signingNames) {
      if (byService.has(name)) throw new Error(`Two APIs claim the service '${name}'.`);
      byService.set(name, api);
    }
  }
  return (call) => {
    const open = apis.find((api) => api.acceptsUnsigned?.(call) === true);
    const authorization = call.headers.authorization;
    if (open !== undefined && authorization === undefined) {
      return { api: open, service: open.signingNames[0] ?? '', accessKeyId: '' };
    }
    const { accessKeyId, service } = credentialScope(authorization);
    const api = byService.get(service);
    if (api === undefined) {
      throw new AwsError('UnknownOperationException', `The Tradewind local cloud has no service '${service}'.`);
    }
    return { api, service, accessKeyId };
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, route: Route, options: AwsServerOptions) {
  let service = '';
  const operation = operationName(request.headers);
  let traced: TracedCall | undefined;
  const reply = (answer: AwsAnswer): void => {
    traced?.answered(answer);
    write(response, answer);
  };
  try {
    const rawBody = await readBody(request, MAX_REQUEST_BYTES);
    const unrouted = {
      operation,
      input: readInput(request.headers, rawBody),
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: request.headers,
      rawBody,
    };
    const target = route(unrouted);
    service = target.service;
    const received = { ...unrouted, accessKeyId: target.accessKeyId };
    traced = options.trace?.(service, received);
    const call = traced?.call ?? received;
    await options.authorize?.(service, call);
    reply(await target.api.handle(call));
  } catch (error) {
    if (error instanceof AwsError) {
      reply(errorAnswer(service, error));
      return;
    }
    options.onInternalError?.(error, { service, operation });
    reply(jsonError(new AwsError('InternalFailure', 'The local cloud failed; its log says why.', 500)));
  }
}

function write(response: ServerResponse, answer: AwsAnswer): void {
  if (response.destroyed) return;
  // As bytes: node:http would join text with the head and encode both anew.
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': body.length,
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error);
    });
    server.listen({ host, port }, () => resolve(portOf(server.address())));
  });
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP address.');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
