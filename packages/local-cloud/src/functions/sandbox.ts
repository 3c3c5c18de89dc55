import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FailureCause } from './runtime.ts';
import type {
  AwsCallMessage,
  AwsReplyMessage,
  InvokeMessage,
  MessageToSandbox,
  SandboxMessage,
  SandboxSetup,
} from './sandbox-messages.ts';

/** Lambda's own limit for loading a function. */
const INIT_TIMEOUT_MS = 10_000;
/** Room for the short-lived garbage of 16 calls at once; half of it costs a busy sandbox a sixth of its time. */
const YOUNG_GENERATION_MB = 16;
/** Over less time than this, the utilization of a thread says nothing. */
const UTILIZATION_WINDOW_MS = 100;

export interface SandboxOptions {
  readonly setup: SandboxSetup;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Every line that the function writes to its standard output or error. */
  readonly onOutput: (line: string) => void;
  /** Answers the calls to AWS that come by message; never rejects. */
  readonly answerAws?: ((call: AwsCallMessage) => Promise<AwsReplyMessage>) | undefined;
}

/** A result or failure as JSON text. */
export interface SandboxOutcome {
  readonly payload: string;
  readonly cause?: FailureCause;
}

let workerSource: URL | undefined;

/**
 * The worker's code with its types stripped here once, so that no sandbox loads a TypeScript compiler. It has a name,
 * since stacks would tell it by its whole source.
 */
function sourceOfWorker(): URL {
  if (workerSource !== undefined) return workerSource;
  const name = 'sandbox-worker.ts';
  const code = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, name), 'utf8'));
  workerSource = new URL(`data:text/javascript,${encodeURIComponent(`${code}\n//# sourceURL=${name}\n`)}`);
  return workerSource;
}

/**
 * One execution environment of a function: a worker thread with the function's bundle loaded and an environment of
 * its own. Runs several invocations at a time, each with its own context. After a timeout it takes no more and ends
 * with its last invocation; a crash ends all of them. Another one takes its place.
 */
export class Sandbox {
  readonly #worker: Worker;
  readonly #options: SandboxOptions;
  readonly #ready = Promise.withResolvers<SandboxOutcome | undefined>();
  readonly #pending = new Map<number, (outcome: SandboxOutcome) => void>();
  #invocations = 0;
  #alive = true;
  #measured = { idle: 0, active: 0, utilization: 0 };
  #utilization = 0;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#worker = new Worker(sourceOfWorker(), {
      env: options.environment,
      workerData: options.setup,
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: options.setup.memoryMb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    this.#listen();
    this.#limitLoading();
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** The share of the time since it was last asked for, 0 to 1, in which the thread was not waiting for anything. */
  get utilization(): number {
    const { eventLoopUtilization } = this.#worker.performance;
    const now = eventLoopUtilization();
    const since = eventLoopUtilization(now, this.#measured);
    if (since.idle + since.active < UTILIZATION_WINDOW_MS) return this.#utilization;
    this.#measured = now;
    this.#utilization = since.utilization;
    return this.#utilization;
  }

  /** Never rejects. */
  async invoke(request: Pick<InvokeMessage, 'requestId' | 'event' | 'traceHeader'>): Promise<SandboxOutcome> {
    const notLoaded = await this.#ready.promise;
    if (notLoaded !== undefined) return notLoaded;
    const timeoutMs = this.#options.timeoutSeconds * 1000;
    this.#invocations += 1;
    const id = this.#invocations;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#alive = false;
        this.#finish(id, timedOut(request.requestId, timeoutMs));
      }, timeoutMs);
      this.#pending.set(id, (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
      this.#post({ type: 'invoke', ...request, id, deadline: Date.now() + timeoutMs });
    });
  }

  async terminate(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  #post(message: MessageToSandbox): void {
    this.#worker.postMessage(message);
  }

  async #answerAws(id: number, call: AwsCallMessage): Promise<void> {
    const reply = await this.#options.answerAws?.(call);
    if (reply !== undefined) this.#post({ type: 'aws-reply', id, reply });
  }

  #limitLoading(): void {
    const timer = setTimeout(() => this.#die(timedOut('init', INIT_TIMEOUT_MS)), INIT_TIMEOUT_MS);
    void this.#ready.promise.then(() => clearTimeout(timer));
  }

  #finish(id: number, outcome: SandboxOutcome): void {
    this.#pending.get(id)?.(outcome);
    this.#pending.delete(id);
    if (!this.#alive && this.#pending.size === 0) void this.terminate();
  }

  /** Everything under way, loading included, ends with this failure. */
  #die(outcome: SandboxOutcome): void {
    this.#alive = false;
    this.#ready.resolve(outcome);
    for (const id of this.#pending.keys()) this.#finish(id, outcome);
    void this.terminate();
  }

  #listen(): void {
    const written = lineReader(this.#options.onOutput);
    this.#worker.on('message', (message: SandboxMessage) => {
      if (message.written !== undefined) written(message.written);
      if (message.type === 'aws-call') void this.#answerAws(message.id, message.call);
      else if (message.type === 'ready') this.#ready.resolve(undefined);
      else if (message.type === 'result') this.#finish(message.id, { payload: message.payload });
      else if (message.type === 'failure') this.#finish(message.id, { payload: message.payload, cause: 'error' });
      else if (message.type === 'unusable') this.#die({ payload: message.payload, cause: 'crash' });
    });
    this.#worker.on('error', (error) => {
      this.#die({ payload: errorPayload('Runtime.ExitError', error.message), cause: 'crash' });
    });
    this.#worker.on('exit', (code) => {
      written('\n');
      const message = `Runtime exited with error: exit status ${code}`;
      this.#die({ payload: errorPayload('Runtime.ExitError', message), cause: 'crash' });
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

/** Hands on whole lines of a text that comes in parts; what follows the last line break, once the rest of it is there. */
function lineReader(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
  };
}
