import { systemClock, type Clock } from '@tradewind/kernel';
import { join } from 'node:path';
import { openCloudApis, type CloudApis } from './cloud-apis.ts';
import { FaultInjector } from './faults/fault-injector.ts';
import type { DemoAccount } from './front-door/welcome-page.ts';
import { Observations } from './console/observations.ts';
import type { CapacityUse } from './dynamodb/metered-api.ts';
import { openFunctionLayer, type FunctionLayer } from './function-layer.ts';
import { UnknownFunctionError, type FunctionRuntime } from './functions/runtime.ts';
import type { InProcessClient } from './in-process-client.ts';
import { silentLog, type CloudLog } from './log.ts';
import { provision } from './provision/provision.ts';
import type { Mailbox } from './ses/mailbox.ts';
import { loadModel } from './templates/load-model.ts';

export interface CloudOptions {
  /** The repository: its node_modules bundle the functions. */
  readonly root: string;
  /** `<root>/services` when left out. */
  readonly servicesDirectory?: string;
  /** Only these services; all when left out. */
  readonly services?: readonly string[];
  /** Where everything is kept; in memory when left out. */
  readonly dataDir?: string;
  /** Of the AWS endpoint; 0, the default, takes a free one. */
  readonly awsPort?: number;
  /** Of the front door; 0 takes a free one. */
  readonly port?: number;
  /** Without functions there are the AWS APIs and the declared resources only: enough for adapters. */
  readonly functions?: boolean;
  /** Makes edited code and templates live. */
  readonly watch?: boolean;
  /** Shown on the welcome page. */
  readonly accounts?: readonly DemoAccount[];
  /** Collects traces, events and log lines for the page at `/`; true when left out. */
  readonly console?: boolean;
  /** Told what every request on a table costs. */
  readonly onCapacityUse?: (use: CapacityUse) => void;
  readonly log?: CloudLog;
  readonly clock?: Clock;
  /** Longest pause before a stream's batch that failed is tried again; two seconds when left out. */
  readonly longestRetryMs?: number;
}

export interface Cloud {
  /** Of the AWS APIs: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** Of the front door: `http://localhost:4000`; empty without functions. */
  readonly url: string;
  readonly mailbox: Mailbox;
  readonly cognito: InProcessClient;
  readonly runtime: FunctionRuntime;
  /** Bundles all functions ahead of their first use. */
  prepare(): Promise<void>;
  /** Whether nothing is under way by itself: no event to deliver, no batch in hand, no invocation in line. */
  idle(): boolean;
  close(): Promise<void>;
}

const EXPIRY_SWEEP_MS = 60_000;

/**
 * Starts the AWS of this machine: the APIs, what the services' templates declare, and the services themselves behind
 * the front door. Rejects with PortTakenError, TemplateError or StoreVersionError.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const log = options.log ?? silentLog;
  const clock = options.clock ?? systemClock;
  const faults = new FaultInjector();
  const observations = options.console === false ? undefined : new Observations();
  let layer: FunctionLayer | undefined;
  const runtime: FunctionRuntime = {
    has: (name) => layer?.runtime.has(name) === true,
    invoke: async (name, payload, invocation) => {
      if (layer === undefined) throw new UnknownFunctionError(name);
      return layer.runtime.invoke(name, payload, invocation);
    },
  };
  const apis = await openCloudApis({
    dataDir: options.dataDir,
    port: options.awsPort ?? 0,
    clock,
    log,
    faults,
    runtime,
    enqueueInvocation: (...invocation) => layer?.invocations.enqueue(...invocation),
    observations,
    onCapacityUse: options.onCapacityUse,
  });
  const sweeper = setInterval(() => sweep(apis, log), EXPIRY_SWEEP_MS);
  sweeper.unref();
  const close = async () => {
    clearInterval(sweeper);
    await layer?.close();
    await apis.close();
  };
  try {
    const source = {
      ...apis.address,
      servicesDirectory: options.servicesDirectory ?? join(options.root, 'services'),
      services: options.services,
    };
    const model = await loadModel(source);
    apis.iam.replaceModel(model);
    await provision(model, apis.clients);
    if (options.functions !== false)
      layer = await openFunctionLayer({ ...options, log, clock, faults, apis, model, source, observations });
    apis.events.start();
    await apis.states.start();
    layer?.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    endpoint: apis.address.endpoint,
    url: layer?.url ?? '',
    mailbox: apis.mailbox,
    cognito: apis.clients.cognito,
    runtime,
    prepare: async () => layer?.prepare(),
    idle: () => apis.events.pendingDeliveries() === 0 && layer?.busy !== true,
    close,
  };
}

function sweep(apis: CloudApis, log: CloudLog): void {
  apis.events.sweepExpired();
  apis.dynamodb.sweepExpired().catch((error: unknown) => log.error('Expired items could not be removed', error));
}
