import { join } from 'node:path';
import type { CloudApis } from './cloud-apis.ts';
import { ConsoleServer } from './console/console-server.ts';
import { EventSources } from './event-sources/event-sources.ts';
import { openFrontDoor, type FrontDoor } from './front-door/front-door.ts';
import { Gateway } from './front-door/gateway.ts';
import { buyCommands, logInCommand } from './front-door/purchase-commands.ts';
import { peoplePages } from './front-door/people-pages.ts';
import { TokenAuthorizer } from './front-door/token-authorizer.ts';
import type { WelcomeFacts } from './front-door/welcome-page.ts';
import type { FunctionLayerOptions } from './function-layer-options.ts';
import { AsyncInvocations } from './functions/async-invocations.ts';
import { FunctionHost } from './functions/function-host.ts';
import type { FunctionRuntime } from './functions/runtime.ts';
import { namesInShort } from './functions/names-in-short.ts';
import { SourceWatcher } from './functions/source-watcher.ts';
import { actingForFunction, type SourceDoors } from './iam/acting-for-function.ts';
import { signedCallers } from './iam/signed-callers.ts';
import { LogDeliveries } from './logs/log-deliveries.ts';
import { provision } from './provision/provision.ts';
import { queueUrlOf } from './rest-api/integrations.ts';
import { RestGateway } from './rest-api/rest-gateway.ts';
import { loadReadable } from './templates/load-model.ts';
import type { CloudModel } from './templates/model.ts';
import { templateChanges } from './templates/template-changes.ts';

/** How long invocations under way may take to end when the cloud closes; what is cut off runs again after a start. */
const CLOSE_GRACE_MS = 2_000;

/** The services' code: functions, what calls them by itself, and the front door. */
export class FunctionLayer {
  readonly host: FunctionHost;
  /** The functions as everybody calls them, with the faults that were asked for. */
  readonly runtime: FunctionRuntime;
  readonly invocations: AsyncInvocations;
  readonly #options: FunctionLayerOptions;
  readonly #sources: EventSources;
  readonly #logDeliveries: LogDeliveries;
  readonly #gateway: Gateway;
  readonly #restGateway: RestGateway;
  #model: CloudModel;
  #frontDoor: FrontDoor | undefined;
  #watcher: SourceWatcher | undefined;
  readonly #console: ConsoleServer | undefined;

  constructor(options: FunctionLayerOptions) {
    const { apis, clock, log, model, root, observations } = options;
    const spans = observations?.spans;
    this.#options = options;
    this.#model = model;
    this.host = new FunctionHost({
      root,
      endpoint: apis.address.endpoint,
      dispatch: apis.dispatch,
      model,
      spans,
      onOutput: (name, line) => {
        log.output(name, line);
        observations?.logs.add(name, line);
        this.#logDeliveries.accept(name, line);
      },
    });
    this.runtime = options.faults.functions(this.host);
    this.invocations = new AsyncInvocations({
      store: apis.store,
      clock,
      runtime: this.runtime,
      definitionOf: (name) => this.#definitions().find((definition) => definition.name === name),
      sendToQueue: (name, queueArn, body) => this.#doorsFor(name).sendToQueue(queueArn, body),
      onGivenUp: (name, { payload }) => log.warn(`${name} failed for good: ${JSON.stringify(payload)}`),
    });
    this.#logDeliveries = new LogDeliveries({
      clock,
      has: (name) => this.runtime.has(name),
      mayInvoke: (logGroupArn, name) => apis.iam.mayInvoke('logs.amazonaws.com', logGroupArn, name),
      enqueue: (...invocation) => this.invocations.enqueue(...invocation),
      onRefused: (reason) => log.warn(reason),
    });
    this.#logDeliveries.replaceModel(model);
    this.#sources = new EventSources({
      store: apis.store,
      clock,
      doorsFor: (name) => this.#doorsFor(name),
      onStreamRecord: (listener) => apis.dynamodb.onStreamRecord(listener),
      spans,
      longestRetryMs: options.longestRetryMs,
      runtime: this.runtime,
      enqueueInvocation: (...invocation) => this.invocations.enqueue(...invocation),
      onError: (name, error) => log.error(`The event source of ${name} failed`, error),
    });
    const signatures = signedCallers(apis.iam, clock);
    this.#gateway = new Gateway({ model, runtime: this.runtime, authorizer: authorizerOf(apis), signatures, spans });
    this.#restGateway = new RestGateway({
      model,
      runtime: this.runtime,
      keys: apis.apiKeys,
      iam: apis.iam,
      sqs: apis.clients.sqs,
      queueUrl: (name) => queueUrlOf(apis.address.endpoint, name),
      signatures,
      clock,
      spans,
    });
    this.#console = observations && new ConsoleServer({ observations, apis, root, facts: () => this.#facts() });
  }

  get url(): string {
    return this.#frontDoor?.url ?? '';
  }

  get busy(): boolean {
    return this.#sources.busy || this.#logDeliveries.busy || this.invocations.pending() > 0;
  }

  /** Opens the front door and watches the sources. Rejects with PortTakenError. */
  async open(): Promise<void> {
    const { apis, log, port, watch, root, source } = this.#options;
    this.#frontDoor = await openFrontDoor({
      port: port ?? 0,
      gateway: this.#gateway,
      restGateway: this.#restGateway,
      console: this.#console,
      pages: peoplePages({ mailbox: apis.mailbox, facts: () => this.#facts() }),
      onInternalError: (error) => log.error('The front door failed', error),
    });
    if (watch !== true) return;
    this.#watcher = new SourceWatcher({
      directories: [source.servicesDirectory, join(root, 'packages'), join(root, 'config/serverless')],
      onChange: (files) => this.#reload(files),
    });
    await this.#watcher.ready();
  }

  /** Begins to call functions by itself. */
  start(): void {
    this.invocations.start();
    this.#sources.start(this.#model);
  }

  async close(): Promise<void> {
    await this.#watcher?.close();
    this.#console?.close();
    await this.#frontDoor?.close();
    this.#sources.stop();
    this.#options.apis.sqs.close();
    this.invocations.stop();
    const settled = Promise.all([this.#sources.settled(), this.invocations.settled()]);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, CLOSE_GRACE_MS);
    });
    await Promise.race([settled, patience]);
    clearTimeout(timer);
    await this.host.close();
    await settled;
    this.#logDeliveries.flush(); // Only now does nobody write any more. It runs after the next start.
  }

  /** Bundles what is not bundled yet and tells what cannot be. */
  async prepare(): Promise<void> {
    for (const [name, failure] of await this.host.prepare())
      this.#options.log.warn(`${name} does not build: ${failure}`);
  }

  async #reload(files: readonly string[]): Promise<void> {
    const { log } = this.#options;
    const started = performance.now();
    try {
      const templates = await this.#reloadTemplates(files);
      const names = new Set([...templates, ...(await this.host.reloadFiles(files))]);
      if (names.size === 0) return;
      log.info(`Live after ${Math.round(performance.now() - started)} ms: ${namesInShort([...names])}`);
      // A call builds its function by itself; the rest is built meanwhile, so that mistakes show without a call.
      void this.prepare();
    } catch (error) {
      log.error('The change could not be taken over; what ran goes on', error);
    }
  }

  /** Takes over templates that changed, came or went. Answers what runs otherwise from now on. */
  async #reloadTemplates(files: readonly string[]): Promise<string[]> {
    const { apis, log, source } = this.#options;
    const running = this.#model.services;
    const names = running.map(({ name }) => name);
    const { changed, gone } = await templateChanges(source, names, files);
    const loaded = await loadReadable(source, changed, (name, error) =>
      log.error(`The template of ${name} could not be taken over; what ran goes on`, error),
    );
    if (loaded.length + gone.length === 0) return [];
    const replaced = new Set([...loaded.map(({ name }) => name), ...gone]);
    const kept = running.filter(({ name }) => !replaced.has(name));
    const model = { services: [...kept, ...loaded] };
    await provision({ services: loaded }, apis.clients);
    apis.iam.replaceModel(model);
    this.#gateway.replaceModel(model);
    this.#restGateway.replaceModel(model);
    this.#model = model;
    for (const service of running.filter(({ name }) => gone.includes(name))) this.host.removeService(service);
    const reloaded = loaded.flatMap((service) => this.host.replaceService(service));
    this.#logDeliveries.replaceModel(model);
    this.#sources.stop();
    this.#sources.start(model);
    return [...reloaded, ...gone.map((name) => `${name} is gone`)];
  }

  /** What event sources reach of the cloud, under the role of the function that they work for. */
  #doorsFor(functionName: string): SourceDoors {
    const { apis, log } = this.#options;
    const { dynamodb, sqs } = apis.clients;
    const sendToQueue = (queueArn: string, body: string): void => apis.sqs.send(queueArn, body);
    return actingForFunction(apis.iam, functionName, { dynamodb, sqs, sendToQueue }, ({ message }) =>
      log.warn(message),
    );
  }

  #definitions() {
    return this.#model.services.flatMap(({ functions }) => functions);
  }

  #facts(): WelcomeFacts {
    const accounts = this.#options.accounts ?? [];
    const shopper = accounts.find(({ role }) => role === 'shopper');
    return {
      accounts,
      awsEndpoint: this.#options.apis.address.endpoint,
      tryIt: shopper === undefined ? '' : `${logInCommand(this.url, shopper)}\n${buyCommands(this.url)}`,
      model: this.#model,
    };
  }
}

/** Opens the layer; it calls nothing by itself before `start`. */
export async function openFunctionLayer(options: FunctionLayerOptions): Promise<FunctionLayer> {
  const layer = new FunctionLayer(options);
  try {
    await layer.open();
  } catch (error) {
    await layer.close();
    throw error;
  }
  return layer;
}

function authorizerOf({ address, jwks }: CloudApis): TokenAuthorizer {
  return new TokenAuthorizer({
    issuer: address.parameters['tokenIssuer'] ?? '',
    clientId: address.parameters['userPoolClientId'] ?? '',
    fetchJwks: jwks,
  });
}
