import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PortTakenError } from '../server.ts';
import type { ConsoleServer } from '../console/console-server.ts';
import type { Gateway } from './gateway.ts';
import { gatewayMessage, type GatewayResponse } from './gateway-response.ts';
import type { RestGateway } from '../rest-api/rest-gateway.ts';
import type { PeoplePages } from './people-pages.ts';

/** The payload limit of HTTP APIs. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const CLOSE_GRACE_MS = 1_000;

export interface FrontDoorOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly gateway: Gateway;
  readonly restGateway: RestGateway;
  readonly pages: PeoplePages;
  readonly console?: ConsoleServer | undefined;
  readonly onInternalError: (error: unknown) => void;
}

export interface FrontDoor {
  readonly port: number;
  readonly url: string;
  /** Answers what is under way for a moment longer, then closes all connections. */
  close(): Promise<void>;
}

/**
 * The one HTTP address of Tradewind: the API of all services and the pages for people. On both loopback addresses,
 * since `localhost` means either. Rejects with PortTakenError.
 */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const listener = (request: IncomingMessage, response: ServerResponse) => void serve(options, request, response);
  const v4 = createServer(listener);
  const v6 = createServer(listener);
  const port = await listen(v4, '127.0.0.1', options.port);
  try {
    await listen(v6, '::1', port);
  } catch (error) {
    if (error instanceof PortTakenError) {
      await close(v4);
      throw error;
    }
    // A machine without IPv6 has only the one loopback address.
  }
  return {
    port,
    url: `http://localhost:${port}`,
    close: async () => void (await Promise.all([close(v4), close(v6)])),
  };
}

async function serve(options: FrontDoorOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (options.console?.handles(request) === true) await options.console.serve(request, response);
    else write(request, response, await answer(options, request));
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    options.onInternalError(error);
    write(request, response, gatewayMessage(500, 'Internal Server Error'));
  }
}

async function answer(
  { gateway, restGateway, pages }: FrontDoorOptions,
  request: IncomingMessage,
): Promise<GatewayResponse> {
  const method = request.method ?? 'GET';
  const url = request.url ?? '/';
  const isRest = !gateway.has(method, url) && restGateway.has(method, url);
  const pageAnswer = isRest || gateway.has(method, url) ? undefined : pages.answer(method, url);
  if (pageAnswer !== undefined) return pageAnswer;
  const body = await readBody(request);
  const requestId = randomUUID();
  if (body === undefined) return isRest ? restGateway.tooLarge({ method, url, requestId }) : gateway.tooLarge(request);
  return (isRest ? restGateway : gateway).handle({
    method,
    url,
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    body,
    sourceIp: (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    protocol: `HTTP/${request.httpVersion}`,
    port: request.socket.localPort ?? 0,
    receivedAt: new Date(),
    requestId,
  });
}

/** Undefined when there is more than the limit; the rest is read and dropped, so that the caller sees the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

function write(request: IncomingMessage, response: ServerResponse, answered: GatewayResponse): void {
  if (response.destroyed || response.headersSent) return;
  const bodiless = answered.status === 204 || answered.status === 304;
  const headers = Object.entries(answered.headers).map(([name, value]): [string, string | string[]] => [
    name,
    typeof value === 'string' ? value : [...value],
  ]);
  response.writeHead(answered.status, {
    ...Object.fromEntries(headers),
    ...(!bodiless && { 'content-length': answered.body.length }),
  });
  response.end(request.method === 'HEAD' || bodiless ? undefined : answered.body);
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error);
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(force);
}
