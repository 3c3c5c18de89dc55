import { randomUUID } from 'node:crypto';
import type { AwsDispatcher } from '../aws/dispatcher.ts';
import type { SpanCollector } from '../console/span-collector.ts';
import { beginInvocation } from '../console/invocation-span.ts';
import type { CloudModel, FunctionModel, ServiceModel } from '../templates/model.ts';
import { splitHandler } from './bundle-build.ts';
import { Bundler } from './bundler.ts';
import { accessKeyOf, environmentOf } from './environment.ts';
import {
  functionNameOf,
  UnknownFunctionError,
  type FunctionRuntime,
  type InvocationOptions,
  type InvocationResult,
} from './runtime.ts';
import { awsByMessage } from './aws-by-message.ts';
import { errorPayload, Sandbox, type SandboxOutcome } from './sandbox.ts';
import { SandboxPool, type SandboxPoolOptions } from './sandbox-pool.ts';
import { BundleError } from './service-bundles.ts';

export interface FunctionHostOptions {
  readonly root: string;
  readonly endpoint: string;
  readonly model: CloudModel;
  /** Takes the functions' calls to the endpoint by message; they go over HTTP without. */
  readonly dispatch?: AwsDispatcher | undefined;
  /** A line that a function wrote. */
  readonly onOutput?: (functionName: string, line: string) => void;
  readonly pool?: SandboxPoolOptions;
  readonly spans?: SpanCollector | undefined;
}

interface Hosted {
  readonly definition: FunctionModel;
  readonly service: ServiceModel;
}

/** All functions of the cloud: bundled by esbuild, run in worker threads, each under its own access key. */
export class FunctionHost implements FunctionRuntime {
  readonly #options: FunctionHostOptions;
  readonly #bundler: Bundler;
  readonly #pool: SandboxPool;
  readonly #functions = new Map<string, Hosted>();
  readonly #accessKeys = new Map<string, string>();

  constructor(options: FunctionHostOptions) {
    this.#options = options;
    this.#bundler = new Bundler(options.root);
    this.#pool = new SandboxPool(options.pool);
    for (const service of options.model.services) this.#register(service);
  }

  /** How many sandboxes there are now. */
  get sandboxes(): number {
    return this.#pool.size;
  }

  has(functionName: string): boolean {
    return this.#functions.has(functionNameOf(functionName));
  }

  /** The function that signs with this access key. */
  functionOfAccessKey(accessKeyId: string): FunctionModel | undefined {
    return this.#functions.get(this.#accessKeys.get(accessKeyId) ?? '')?.definition;
  }

  async invoke(functionName: string, payload: unknown, options: InvocationOptions = {}): Promise<InvocationResult> {
    const name = functionNameOf(functionName);
    const hosted = this.#functions.get(name);
    if (hosted === undefined) throw new UnknownFunctionError(functionName);
    const requestId = options.requestId ?? randomUUID();
    const span = beginInvocation(this.#options.spans, hosted.definition, requestId, options);
    const request = {
      requestId,
      event: JSON.stringify(payload) ?? 'null',
      traceHeader: span?.header ?? options.traceHeader ?? '',
    };
    const outcome = await this.#run(name, (sandbox, cold) => {
      span?.started(cold);
      return sandbox.invoke(request);
    });
    span?.ended(outcome);
    const parsed: unknown = JSON.parse(outcome.payload);
    if (outcome.cause === undefined) return { requestId, payload: parsed };
    this.#options.onOutput?.(name, `ERROR ${outcome.payload}`);
    return { requestId, payload: parsed, functionError: 'Unhandled', cause: outcome.cause };
  }

  /** Bundles everything that is not bundled yet. Answers what could not be bundled, by function, with esbuild's words. */
  prepare(): Promise<ReadonlyMap<string, string>> {
    return this.#bundler.complete(this.#services());
  }

  /** Makes changed files live. Answers the names of the functions that run other code from their next call on. */
  async reloadFiles(files: readonly string[]): Promise<string[]> {
    const reloaded = await Promise.all(
      this.#services().map(async (service) => this.#drop(service, await this.#bundler.invalidate(service, files))),
    );
    return reloaded.flat();
  }

  /** Takes over a service whose template was read again, or for the first time. Answers the names of its functions. */
  replaceService(service: ServiceModel): string[] {
    this.removeService(service);
    this.#register(service);
    return service.functions.map(({ name }) => name);
  }

  /** Forgets a service; what of it runs ends by itself. */
  removeService(service: ServiceModel): void {
    const old = [...this.#functions.values()].filter((hosted) => hosted.service.name === service.name);
    for (const { definition } of old) {
      this.#functions.delete(definition.name);
      this.#pool.drop(definition.name);
    }
    this.#bundler.forget(service);
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.close(), this.#bundler.close()]);
  }

  async #run(
    name: string,
    work: (sandbox: Sandbox, cold: boolean) => Promise<SandboxOutcome>,
  ): Promise<SandboxOutcome> {
    let cold = false;
    const create = () => {
      cold = true;
      return this.#createSandbox(name);
    };
    try {
      return await this.#pool.run(name, create, (sandbox) => work(sandbox, cold));
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      return { payload: errorPayload('Runtime.ImportModuleError', error.message), cause: 'crash' };
    }
  }

  async #createSandbox(name: string): Promise<Sandbox> {
    const hosted = this.#functions.get(name);
    if (hosted === undefined) throw new UnknownFunctionError(name);
    const { definition, service } = hosted;
    const bundlePath = await this.#bundler.bundleOf(service, definition);
    const { onOutput, endpoint, dispatch } = this.#options;
    return new Sandbox({
      setup: {
        bundlePath,
        exportName: splitHandler(definition.handler).exportName,
        functionName: definition.name,
        functionArn: definition.arn,
        memoryMb: definition.memoryMb,
        awsEndpoint: dispatch && endpoint,
      },
      environment: environmentOf(definition, { endpoint, directory: service.directory }),
      answerAws: dispatch && awsByMessage(dispatch),
      timeoutSeconds: definition.timeoutSeconds,
      onOutput: (line) => onOutput?.(definition.name, line),
    });
  }

  #register(service: ServiceModel): void {
    for (const definition of service.functions) {
      this.#functions.set(definition.name, { definition, service });
      this.#accessKeys.set(accessKeyOf(definition.name), definition.name);
    }
  }

  #services(): ServiceModel[] {
    return [...new Set([...this.#functions.values()].map(({ service }) => service))];
  }

  #drop(service: ServiceModel, keys: readonly string[]): string[] {
    const names = service.functions.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
    for (const name of names) this.#pool.drop(name);
    return names;
  }
}
