import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError, type AwsAnswer } from './aws/api.ts';
import { awsDispatcher, internalFailure, type AwsDispatcher, type AwsDispatcherOptions } from './aws/dispatcher.ts';
import { errorAnswer } from './aws/error-answer.ts';
import { operationName, readBody } from './aws/request.ts';

/** Above any payload of AWS that comes here: DynamoDB's batches are 16 MB, Lambda's payloads 6 MB. */
const MAX_REQUEST_BYTES = 20 * 1024 * 1024;

/** Longer than the SDK keeps idle sockets, so that it never writes into one that we are closing. */
const KEEP_ALIVE_MS = 75_000;

export interface AwsServerOptions extends AwsDispatcherOptions {
  readonly port: number;
  readonly host?: '127.0.0.1' | '::1';
}

export interface AwsServer {
  readonly port: number;
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  /** The way in without HTTP: the same answers. */
  readonly dispatch: AwsDispatcher;
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
  const dispatch = awsDispatcher(options);
  const server = createServer((request, response) => void serve(request, response, dispatch, options));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const port = await listen(server, host, options.port);
  const endpoint = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { port, endpoint, dispatch, close: () => close(server) };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  dispatch: AwsDispatcher,
  options: AwsServerOptions,
): Promise<void> {
  try {
    const body = await readBody(request, MAX_REQUEST_BYTES);
    const { method = 'GET', url: path = '/', headers } = request;
    write(response, await dispatch({ method, path, headers, body }));
  } catch (error) {
    if (error instanceof AwsError) {
      write(response, errorAnswer('', error));
      return;
    }
    options.onInternalError?.(error, { service: '', operation: operationName(request.headers) });
    write(response, internalFailure());
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
