import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CloudApis } from '../cloud-apis.ts';
import { CONSOLE_POLICY, SECURITY_HEADERS } from '../front-door/page.ts';
import type { WelcomeFacts } from '../front-door/welcome-page.ts';
import { consoleAnswer, type Answer } from './console-answers.ts';
import { LiveUpdates } from './live-updates.ts';
import type { Observations } from './observations.ts';
import { OverviewReader } from './overview.ts';
import { PageAssets } from './page-assets.ts';
import { refusalOf } from './request-guard.ts';

export interface ConsoleServerOptions {
  readonly observations: Observations;
  readonly apis: CloudApis;
  /** The folder with the node_modules. */
  readonly root: string;
  readonly facts: () => WelcomeFacts;
}

const PREFIX = '/_console/';

/** What the page at `/` asks and is told: JSON below `/_console/`, live updates, its script and stylesheet. */
export class ConsoleServer {
  readonly #options: ConsoleServerOptions;
  readonly #live: LiveUpdates;
  readonly #assets: PageAssets;
  readonly #overview: OverviewReader;

  constructor(options: ConsoleServerOptions) {
    this.#options = options;
    this.#live = new LiveUpdates(options.observations);
    this.#assets = new PageAssets(options.root);
    this.#overview = new OverviewReader({ sqs: options.apis.sqs, dynamodb: options.apis.clients.dynamodb });
  }

  handles({ url = '' }: IncomingMessage): boolean {
    return url.startsWith(PREFIX);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Bodies say nothing here; what was sent is read, so that the connection can go on.
    request.resume();
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      send(request, response, problem(403, refusal));
      return;
    }
    const url = new URL(request.url ?? '', 'http://localhost');
    const path = url.pathname.slice(PREFIX.length);
    if (path === 'live' && request.method === 'GET') {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
      this.#live.add(response);
      return;
    }
    const { observations, apis, facts } = this.#options;
    const asked = { method: request.method ?? 'GET', path, query: url.searchParams };
    const answer = await consoleAnswer(asked, { observations, sqs: apis.clients.sqs, facts, overview: this.#overview });
    send(request, response, answer ?? (await this.#asset(path)) ?? problem(404, 'There is nothing here.'));
  }

  /** Ends the live updates, so that open pages do not hold up the front door. */
  close(): void {
    this.#live.close();
  }

  async #asset(path: string): Promise<Answer | undefined> {
    const asset = await this.#assets.get(path);
    if (asset === undefined) return undefined;
    const { contentType, body, entityTag } = asset;
    return { status: 200, contentType, body, headers: { etag: entityTag, 'cache-control': 'no-cache' } };
  }
}

const HEADERS = { ...SECURITY_HEADERS, 'content-security-policy': CONSOLE_POLICY };

function problem(status: number, message: string): Answer {
  return { status, contentType: 'application/json', body: Buffer.from(JSON.stringify({ message })), headers: {} };
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const entityTag = answer.headers['etag'];
  const headers = { ...HEADERS, ...answer.headers, 'content-type': answer.contentType };
  if (entityTag !== undefined && request.headers['if-none-match'] === entityTag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(answer.status, { ...headers, 'content-length': answer.body.length });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}
