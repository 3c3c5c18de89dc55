import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@tradewind/kernel';
import { openCognito } from '../cognito/cognito.ts';
import type { Deliver } from '../eventbridge/dispatcher.ts';
import { openEventBridge } from '../eventbridge/eventbridge.ts';
import { openMailbox } from '../ses/mailbox.ts';
import { openSes } from '../ses/ses.ts';
import { startAwsServer } from '../server.ts';
import { openSqs } from '../sqs/sqs.ts';
import { openSecretsManager } from '../secretsmanager/secrets-manager.ts';
import { openSsm } from '../ssm/ssm.ts';
import type { InvokeFunction } from '../step-functions/lambda-task.ts';
import { openStepFunctions } from '../step-functions/step-functions.ts';
import { openStore } from '../store.ts';

export interface RunningApisOptions {
  /** Where the store lives; in memory without. */
  readonly directory?: string;
  /** Instead of delivery to the queues. */
  readonly deliver?: Deliver;
  readonly invokeFunction?: InvokeFunction;
  readonly port?: number;
}

/** Every API of this folder behind one endpoint on a free port, wired as the local cloud wires them. */
export async function startApis(options: RunningApisOptions = {}) {
  const store = openStore(options.directory === undefined ? {} : { path: join(options.directory, 'cloud.sqlite') });
  const clock = systemClock;
  const mailbox = openMailbox({ store, clock });
  const sqs = openSqs({ store, clock });
  const dropped: string[] = [];
  const eventBridge = openEventBridge({
    store,
    clock,
    deliver: options.deliver ?? (async (targetArn, payload) => sqs.send(targetArn, payload)),
    deadLetter: (queueArn, payload, attributes) => sqs.send(queueArn, payload, { attributes }),
    onDropped: (reason) => dropped.push(reason),
  });
  const stepFunctions = openStepFunctions({
    store,
    clock,
    invokeFunction: options.invokeFunction ?? (() => Promise.reject(new Error('This test has no functions.'))),
  });
  let endpoint = '';
  const cognito = openCognito({ store, clock, mailbox, issuerBase: () => endpoint });
  const internalErrors: unknown[] = [];
  const server = await startAwsServer({
    port: options.port ?? 0,
    apis: [
      sqs.api,
      eventBridge.api,
      openSsm({ store, clock }).api,
      openSecretsManager({ store, clock }).api,
      openSes({ mailbox }).api,
      stepFunctions.api,
      cognito.api,
    ],
    onInternalError: (error) => internalErrors.push(error),
  });
  ({ endpoint } = server);
  eventBridge.start();
  await stepFunctions.start();
  return {
    endpoint,
    clientConfig: clientConfig(endpoint),
    mailbox,
    sqs,
    eventBridge,
    dropped,
    internalErrors,
    async close() {
      sqs.close();
      await server.close();
      await eventBridge.close();
      await stepFunctions.close();
      store.close();
    },
  };
}

/** What an SDK client needs to reach the endpoint. */
export function clientConfig(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
}

/** A directory of its own, and how to remove it. */
export async function temporaryDirectory() {
  const directory = await mkdtemp(join(tmpdir(), 'tradewind-cloud-'));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

/** Polls until `check` answers something other than undefined. Rejects after `timeoutMs`. */
export async function until<Result>(
  check: () => Promise<Result | undefined> | Result | undefined,
  timeoutMs = 5000,
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result !== undefined) return result;
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMs} ms.`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}
