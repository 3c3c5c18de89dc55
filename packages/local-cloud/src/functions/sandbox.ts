import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FailureCause } from './runtime.ts';
import type { InvokeMessage, SandboxMessage, SandboxSetup } from './sandbox-messages.ts';

/** Lambda's own limit for loading a function. */
const INIT_TIMEOUT_MS = 10_000;
/** Small, since a function's garbage is short-lived and every sandbox pays for its own. */
const YOUNG_GENERATION_MB = 8;

export interface SandboxOptions {
  readonly setup: SandboxSetup;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Every line that the function writes to its standard output or error. */
  readonly onOutput: (line: string) => void;
}

/** A result or failure as JSON text. */
export interface SandboxOutcome {
  readonly payload: string;
  readonly cause?: FailureCause;
}

let workerSource: URL | undefined;

/** The worker's code with its types stripped here once, so that no sandbox loads a TypeScript compiler. */
function sourceOfWorker(): URL {
  workerSource ??= new URL(
    `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'sandbox-worker.ts'), 'utf8')))}`,
  );
  return workerSource;
}

/**
 * One execution environment of a function: a worker thread with the function's bundle loaded and an environment of
 * its own. Runs one invocation at a time. After a timeout or a crash it is dead and another one takes its place.
 */
export class Sandbox {
  readonly #worker: Worker;
  readonly #options: SandboxOptions;
  readonly #ready: Promise<SandboxOutcome | undefined>;
  #settle: ((outcome: SandboxOutcome) => void) | undefined;
  #alive = true;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#worker = new Worker(sourceOfWorker(), {
      env: options.environment,
      workerData: options.setup,
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: options.setup.memoryMb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    forwardLines(this.#worker.stdout, options.onOutput);
    forwardLines(this.#worker.stderr, options.onOutput);
    this.#ready = this.#awaitReady();
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Never rejects. */
  async invoke(request: { requestId: string; event: string; traceHeader: string }): Promise<SandboxOutcome> {
    const notLoaded = await this.#ready;
    if (notLoaded !== undefined) return notLoaded;
    const timeoutMs = this.#options.timeoutSeconds * 1000;
    const message: InvokeMessage = { ...request, deadline: Date.now() + timeoutMs };
    return this.#outcome(timeoutMs, request.requestId, () => this.#worker.postMessage(message));
  }

  async terminate(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  async #awaitReady(): Promise<SandboxOutcome | undefined> {
    this.#listen();
    const outcome = await this.#outcome(INIT_TIMEOUT_MS, 'init', () => undefined);
    return outcome.payload === '' ? undefined : outcome;
  }

  #outcome(timeoutMs: number, requestId: string, start: () => void): Promise<SandboxOutcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#finish(timedOut(requestId, timeoutMs));
        void this.terminate();
      }, timeoutMs);
      this.#settle = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      start();
    });
  }

  #finish(outcome: SandboxOutcome): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }

  #listen(): void {
    this.#worker.on('message', (message: SandboxMessage) => {
      if (message.type === 'ready') this.#finish({ payload: '' });
      else if (message.type === 'result') this.#finish({ payload: message.payload });
      else if (message.type === 'failure') this.#finish({ payload: message.payload, cause: 'error' });
      else {
        this.#alive = false;
        this.#finish({ payload: message.payload, cause: 'crash' });
        void this.#worker.terminate();
      }
    });
    this.#worker.on('error', (error) => {
      this.#alive = false;
      this.#finish({ payload: errorPayload('Runtime.ExitError', error.message), cause: 'crash' });
    });
    this.#worker.on('exit', (code) => {
      this.#alive = false;
      const message = `Runtime exited with error: exit status ${code}`;
      this.#finish({ payload: errorPayload('Runtime.ExitError', message), cause: 'crash' });
    });
  }
}

/** A failure that the function's code had no part in writing. */
export function errorPayload(errorType: string, errorMessage: string, trace: readonly string[] = []): string {
  return JSON.stringify({ errorType, errorMessage, trace });
}

function timedOut(requestId: string, timeoutMs: number): SandboxOutcome {
  const seconds = (timeoutMs / 1000).toFixed(2);
  const message = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
  return { payload: JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage: message }), cause: 'timeout' };
}

function forwardLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
