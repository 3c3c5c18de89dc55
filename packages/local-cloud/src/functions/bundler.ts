import { stop, version } from 'esbuild';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { FunctionModel, ServiceModel } from '../templates/model.ts';
import { buildService } from './bundle-build.ts';
import { fileStamp, isCurrent, readManifest, writeManifest } from './bundle-manifest.ts';
import { optionsFingerprint } from './bundle-options.ts';

/** esbuild's process holds about 200 MB; it goes when nothing was built for so long. */
const STOP_BUILDER_AFTER_MS = 5_000;

/** A function's code could not be bundled; the message is esbuild's. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

interface ServiceBundles {
  readonly outputs: ReadonlyMap<string, string>;
  readonly failures: ReadonlyMap<string, string>;
  readonly inputs: ReadonlySet<string>;
}

/**
 * Makes of every function one file, with the build that it deploys with. Loading that one file instead of some
 * hundreds of modules makes a sandbox start in a third of the time and half of the memory, and what runs on the laptop
 * is what runs on AWS. Bundles are kept between runs.
 */
export class Bundler {
  readonly #root: string;
  readonly #built = new Map<string, Promise<ServiceBundles>>();
  #stopTimer: NodeJS.Timeout | undefined;
  #building: Promise<unknown> = Promise.resolve();

  /** `root` is the folder with the node_modules and the lockfile of the services. */
  constructor(root: string) {
    this.#root = root;
  }

  /** The file to load. Throws BundleError. */
  async bundleOf(service: ServiceModel, definition: FunctionModel): Promise<string> {
    const { outputs, failures } = await this.prepare(service);
    const path = outputs.get(definition.key);
    if (path === undefined) {
      throw new BundleError(failures.get(definition.key) ?? `${definition.handler} has no bundle`);
    }
    return path;
  }

  /** Builds a service if it is not built yet. Never rejects for mistakes in its code. */
  prepare(service: ServiceModel): Promise<ServiceBundles> {
    const known = this.#built.get(service.directory);
    if (known !== undefined) return known;
    const bundles = this.#load(service);
    this.#built.set(service.directory, bundles);
    return bundles;
  }

  /**
   * Builds again and answers the keys of the functions whose code is another now. When nothing that went into this
   * service is among the changed files, and it had no failures, it does nothing.
   */
  async rebuild(service: ServiceModel, changedFiles: readonly string[]): Promise<string[]> {
    const before = await this.prepare(service);
    if (before.failures.size === 0 && !changedFiles.some((file) => before.inputs.has(file))) return [];
    return this.replace(service, before);
  }

  /** Builds whatever changed, after the service's template did. */
  async replace(service: ServiceModel, before?: ServiceBundles): Promise<string[]> {
    const old = before ?? (await this.prepare(service));
    this.#built.delete(service.directory);
    const now = await this.prepare(service);
    return service.functions
      .map(({ key }) => key)
      .filter(
        (key) => now.outputs.get(key) !== old.outputs.get(key) || now.failures.get(key) !== old.failures.get(key),
      );
  }

  async close(): Promise<void> {
    clearTimeout(this.#stopTimer);
    await this.#building;
    await stop();
  }

  async #load(service: ServiceModel): Promise<ServiceBundles> {
    const directory = this.#directoryOf(service);
    const recipe = await this.#recipe(service);
    const manifest = await readManifest(directory);
    if (manifest !== undefined && (await isCurrent(directory, manifest, recipe))) {
      return bundlesOf(directory, manifest.outputs, Object.keys(manifest.inputs), new Map());
    }
    // One build at a time: each uses all cores, and memory would add up.
    const built = this.#building.then(() => this.#build(service, directory, recipe));
    this.#building = built.catch(() => undefined);
    return built;
  }

  async #build(service: ServiceModel, directory: string, recipe: string): Promise<ServiceBundles> {
    clearTimeout(this.#stopTimer);
    const { bundles, failures } = await buildService(service, directory);
    this.#stopTimer = setTimeout(() => void stop(), STOP_BUILDER_AFTER_MS).unref();
    const outputs = Object.fromEntries(bundles.map(({ key, file }) => [key, file]));
    const inputs: Record<string, string> = Object.assign({}, ...bundles.map((bundle) => bundle.inputs));
    if (failures.size === 0) await writeManifest(directory, { recipe, inputs, outputs });
    return bundlesOf(directory, outputs, Object.keys(inputs), failures);
  }

  #directoryOf(service: ServiceModel): string {
    const place = createHash('sha256').update(service.directory).digest('hex').slice(0, 8);
    return join(this.#root, 'node_modules/.cache/tradewind', `${basename(service.directory)}-${place}`);
  }

  async #recipe(service: ServiceModel): Promise<string> {
    const entries = service.functions.map(({ key, handler }) => `${key}=${handler}`);
    const lockfile = await fileStamp(join(this.#root, 'package-lock.json'));
    const parts = [version, lockfile, await optionsFingerprint(service), ...entries];
    return createHash('sha256').update(parts.join('\n')).digest('hex');
  }
}

function bundlesOf(
  directory: string,
  outputs: Readonly<Record<string, string>>,
  inputs: readonly string[],
  failures: ReadonlyMap<string, string>,
): ServiceBundles {
  const paths = Object.entries(outputs).map(([key, file]) => [key, join(directory, file)] as const);
  return { outputs: new Map(paths), failures, inputs: new Set(inputs) };
}
