// Runs inside a worker thread as plain JavaScript: nothing but node: modules and types may be imported here.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire, enableCompileCache, flushCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { exit } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import type {
  AwsCallMessage,
  AwsReplyMessage,
  InvokeMessage,
  MessageToSandbox,
  SandboxMessage,
  SandboxSetup,
} from './sandbox-messages.ts';
import type { AwsTransport } from './sandbox-http-handler.ts';

type Handler = (event: unknown, context: object) => unknown;

const setup: SandboxSetup = workerData;

/** What the function wrote to its output and nobody was told yet. */
let unsaid = '';

function post(message: SandboxMessage): void {
  const written = unsaid;
  unsaid = '';
  parentPort?.postMessage(written === '' ? message : { ...message, written });
}

function sayWritten(): void {
  if (unsaid !== '') post({ type: 'written' });
}

type Written = (error?: Error | null) => void;

/** In place of the streams of a thread, which cost two messages a line. */
function write(chunk: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written): boolean {
  if (unsaid === '') setImmediate(sayWritten);
  unsaid += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
  const done = typeof encoding === 'function' ? encoding : written;
  if (done !== undefined) process.nextTick(done);
  return true;
}

function describe(error: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function unusable(errorType: string, error: unknown): void {
  const described = describe(error);
  post({
    type: 'unusable',
    payload: JSON.stringify({
      errorType,
      errorMessage: `${described.errorType}: ${described.errorMessage}`,
      trace: described.trace,
    }),
  });
}

/** As Lambda's runtime tells them apart: what the function itself throws keeps its name. */
function notLoaded(error: unknown): void {
  if (error instanceof SyntaxError) unusable('Runtime.UserCodeSyntaxError', error);
  else if (Object(error).code === 'MODULE_NOT_FOUND') unusable('Runtime.ImportModuleError', error);
  else post({ type: 'unusable', payload: JSON.stringify(describe(error)) });
}

function loadHandler(): Handler | undefined {
  try {
    const loaded: unknown = createRequire(setup.bundlePath)(setup.bundlePath);
    const handler: unknown = Object.entries(Object(loaded)).find(([name]) => name === setup.exportName)?.[1];
    if (typeof handler === 'function') return (event, context) => Reflect.apply(handler, undefined, [event, context]);
    unusable('Runtime.HandlerNotFound', new Error(`${setup.exportName} is undefined or not exported`));
  } catch (error) {
    notLoaded(error);
  }
  return undefined;
}

function contextOf({ requestId, deadline }: InvokeMessage): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function toJson(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (cause) {
    const error = new Error('Unable to stringify response body', { cause });
    error.name = 'Runtime.MarshalError';
    throw error;
  }
}

let keepsCompiled = true;

/** After the first call, so that what is compiled only when it runs is among it. */
function keepCompiled(): void {
  if (!keepsCompiled) return;
  keepsCompiled = false;
  flushCompileCache();
}

async function invoke(handler: Handler, message: InvokeMessage): Promise<void> {
  const { id } = message;
  try {
    post({ type: 'result', id, payload: toJson(await handler(JSON.parse(message.event), contextOf(message))) });
  } catch (error) {
    post({ type: 'failure', id, payload: JSON.stringify(describe(error)) });
  }
}

const awaitingReply = new Map<number, (reply: AwsReplyMessage) => void>();
let awsCalls = 0;

function callAws(call: AwsCallMessage): Promise<AwsReplyMessage> {
  awsCalls += 1;
  const id = awsCalls;
  post({ type: 'aws-call', id, call });
  return new Promise((resolve) => awaitingReply.set(id, resolve));
}

function takeReply(id: number, reply: AwsReplyMessage): void {
  awaitingReply.get(id)?.(reply);
  awaitingReply.delete(id);
}

/** Lambda sets it for each invocation; where several run at once, each sees its own. */
const TRACE_VARIABLE = '_X_AMZN_TRACE_ID';
const traceHeader = new AsyncLocalStorage<string>();

// A plain object, since each look into the environment of a process costs a lock, and the SDK looks often.
process.env = Object.defineProperty({ ...process.env }, TRACE_VARIABLE, {
  enumerable: true,
  get: () => traceHeader.getStore(),
  // The runtime's alone to set; who tries is not failed for it.
  set: () => {},
});

process.stdout.write = write;
process.stderr.write = write;
process.on('exit', sayWritten);

process.setSourceMapsEnabled(true);
process.on('unhandledRejection', (reason) => {
  unusable('Runtime.UnhandledPromiseRejection', reason);
  exit(1);
});
process.on('uncaughtException', (error) => {
  unusable(error.name, error);
  exit(1);
});

// What the bundle's HTTP handler looks for; see sandbox-http-handler.ts.
if (setup.awsEndpoint !== undefined) {
  const transport: AwsTransport = { endpoint: setup.awsEndpoint, send: callAws };
  Object.defineProperty(globalThis, Symbol.for('tradewind.aws-transport'), { value: transport });
}

// Compiled code outlives a sandbox: what an earlier one compiled is loaded three times as fast.
enableCompileCache(join(dirname(setup.bundlePath), 'compiled'));
const handler = loadHandler();
if (handler !== undefined) {
  parentPort?.on('message', (message: MessageToSandbox) => {
    if (message.type === 'aws-reply') takeReply(message.id, message.reply);
    else void traceHeader.run(message.traceHeader, invoke, handler, message).then(keepCompiled);
  });
  post({ type: 'ready' });
}
