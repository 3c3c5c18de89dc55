import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: string | object;
}

/** Answers a request, or writes to the response itself and answers nothing. */
export type Responder = (request: Received, response: ServerResponse) => Reply | undefined | Promise<Reply | undefined>;

export interface StubApi {
  readonly url: string;
  readonly requests: readonly Received[];
  /** Answers the coming requests with these in turn, the last one ever after. */
  replies(...replies: readonly (Reply | Responder)[]): void;
  close(): Promise<void>;
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: Reply): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { ...(!isText && { 'content-type': 'application/json' }), ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

/** An HTTP server on a port of its own that answers as it is told and remembers what it was asked. */
export async function startStubApi(): Promise<StubApi> {
  const requests: Received[] = [];
  let script: readonly (Reply | Responder)[] = [];
  let answered = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = '', url: target = '', headers } = request;
    const received = { method, target, headers, body: Buffer.concat(chunks).toString('utf8') };
    requests.push(received);
    const step = script[Math.min(answered, script.length - 1)] ?? { status: 500, body: 'The stub was told nothing.' };
    answered += 1;
    const reply = typeof step === 'function' ? await step(received, response) : step;
    if (reply !== undefined) send(response, reply);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The stub has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    replies(...replies) {
      requests.length = 0;
      script = replies;
      answered = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Problem details as the services answer them. */
export function problem(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = { type: `urn:${code}`, title: 'No', status, code, detail: `It is ${code}.`, requestId: 'req-1' };
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body: JSON.stringify(body) };
}

/** Retries at once, so that tests do not wait. */
export const IMPATIENT = { baseDelayMs: 1, maxDelayMs: 2 } as const;
