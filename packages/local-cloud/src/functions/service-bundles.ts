import { join } from 'node:path';
import type { FunctionModel, ServiceModel } from '../templates/model.ts';
import { buildFunctions, failureText } from './bundle-build.ts';
import { readCurrentBundles, writeManifest, type Bundle } from './bundle-manifest.ts';

/** A function's code could not be bundled; the message is esbuild's. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/**
 * The bundles of one service. A function in demand is built alone, in a moment, even while all the others are being
 * built behind its back; a mistake in one of them does not concern the others.
 */
export class ServiceBundles {
  readonly service: ServiceModel;
  readonly #directory: string;
  readonly #recipe: string;
  readonly #bundles: Map<string, Bundle>;
  readonly #failures = new Map<string, string>();
  readonly #underWay = new Map<string, Promise<void>>();
  /** Counts invalidations: what was begun before one may have read old files. */
  #generation = 0;

  private constructor(service: ServiceModel, directory: string, recipe: string, bundles: Map<string, Bundle>) {
    this.service = service;
    this.#directory = directory;
    this.#recipe = recipe;
    this.#bundles = bundles;
  }

  /** Takes up what an earlier run left in `directory`, as far as it is still current. */
  static async open(service: ServiceModel, directory: string, recipe: string): Promise<ServiceBundles> {
    const current = await readCurrentBundles(directory, recipe);
    const known = service.functions.flatMap((definition) => {
      const bundle = current.get(entryOf(definition));
      return bundle === undefined ? [] : [[definition.key, bundle] as const];
    });
    return new ServiceBundles(service, directory, recipe, new Map(known));
  }

  /** The file to load. Throws BundleError. */
  async pathOf(definition: FunctionModel): Promise<string> {
    for (;;) {
      const bundle = this.#bundles.get(definition.key);
      if (bundle !== undefined) return join(this.#directory, bundle.file);
      const failure = this.#failures.get(definition.key);
      if (failure !== undefined) throw new BundleError(failure);
      const work = this.#underWay.get(definition.key) ?? this.#buildOne(definition);
      this.#underWay.set(definition.key, work);
      await work.finally(() => this.#underWay.delete(definition.key));
    }
  }

  /** Builds everything that is neither built nor known to be broken. */
  async complete(): Promise<void> {
    const missing = this.service.functions.filter(({ key }) => !this.#bundles.has(key) && !this.#failures.has(key));
    if (missing.length === 0) return;
    const generation = this.#generation;
    try {
      await this.#store(await buildFunctions(this.service, missing, this.#directory), generation);
    } catch {
      for (const definition of missing) await this.#buildOne(definition);
    }
  }

  /** Forgets what the changed files went into, and every failure. Answers the keys of those functions. */
  invalidate(changedFiles: readonly string[]): string[] {
    this.#generation += 1;
    const touched = [...this.#bundles].filter(([, { inputs }]) =>
      changedFiles.some((file) => Object.hasOwn(inputs, file)),
    );
    const keys = [...touched.map(([key]) => key), ...this.#failures.keys()];
    for (const key of keys) this.#bundles.delete(key);
    this.#failures.clear();
    return keys;
  }

  /** What could not be built, by function key. */
  get failures(): ReadonlyMap<string, string> {
    return this.#failures;
  }

  async #buildOne(definition: FunctionModel): Promise<void> {
    const generation = this.#generation;
    try {
      await this.#store(await buildFunctions(this.service, [definition], this.#directory), generation);
    } catch (error) {
      if (generation === this.#generation) this.#failures.set(definition.key, failureText(error));
    }
  }

  async #store(built: ReadonlyMap<string, Bundle>, generation: number): Promise<void> {
    if (generation !== this.#generation) return;
    for (const [key, bundle] of built) this.#bundles.set(key, bundle);
    const entries = this.service.functions.flatMap((definition) => {
      const bundle = this.#bundles.get(definition.key);
      return bundle === undefined ? [] : [[entryOf(definition), bundle] as const];
    });
    await writeManifest(this.#directory, this.#recipe, new Map(entries));
  }
}

function entryOf({ key, handler }: FunctionModel): string {
  return `${key}=${handler}`;
}
