import type { ServerResponse } from 'node:http';
import type { Observations } from './observations.ts';

/** Often enough to look live; a purchase changes hundreds of things in that time. */
const INTERVAL_MS = 250;
const HEARTBEAT_MS = 15_000;

/** Tells open pages over Server-Sent Events that something changed; what it was, they ask. */
export class LiveUpdates {
  readonly #observations: Observations;
  readonly #pages = new Set<ServerResponse>();
  #unsubscribe: (() => void) | undefined;
  #pending: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(observations: Observations) {
    this.#observations = observations;
  }

  /** Keeps the answer open until the page or the cloud goes. */
  add(response: ServerResponse): void {
    this.#pages.add(response);
    response.write('retry: 1000\nevent: change\ndata: {}\n\n');
    response.on('close', () => this.#remove(response));
    // Listening costs a call at every change, so nobody listens while no page is open.
    this.#unsubscribe ??= this.#observations.onChange(() => this.#schedule());
    this.#heartbeat ??= setInterval(() => this.#send(': still here\n\n'), HEARTBEAT_MS).unref();
  }

  close(): void {
    for (const page of this.#pages) page.end();
    this.#rest();
  }

  #remove(response: ServerResponse): void {
    this.#pages.delete(response);
    if (this.#pages.size === 0) this.#rest();
  }

  #rest(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    clearTimeout(this.#pending);
    this.#pending = undefined;
  }

  #schedule(): void {
    this.#pending ??= setTimeout(() => {
      this.#pending = undefined;
      this.#send('event: change\ndata: {}\n\n');
    }, INTERVAL_MS).unref();
  }

  #send(text: string): void {
    for (const page of this.#pages) page.write(text);
  }
}
