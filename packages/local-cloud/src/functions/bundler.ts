import { stop, version } from 'esbuild';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { FunctionModel, ServiceModel } from '../templates/model.ts';
import { fileStamp } from './bundle-manifest.ts';
import { optionsFingerprint } from './bundle-options.ts';
import { ServiceBundles } from './service-bundles.ts';

/** esbuild's process holds about 200 MB; it goes when nothing was asked for so long. */
const STOP_BUILDER_AFTER_MS = 5_000;

/**
 * Makes of every function one file, with the build that it deploys with. Loading that one file instead of some
 * hundreds of modules makes a sandbox start in a third of the time and half of the memory, and what runs on the laptop
 * is what runs on AWS. Bundles are kept between runs.
 */
export class Bundler {
  readonly #root: string;
  readonly #services = new Map<string, Promise<ServiceBundles>>();
  #stopTimer: NodeJS.Timeout | undefined;
  #working = 0;
  #completing: Promise<void> = Promise.resolve();
  #closed = false;

  /** `root` is the folder with the node_modules and the lockfile of the services. */
  constructor(root: string) {
    this.#root = root;
  }

  /** The file to load. Throws BundleError. */
  async bundleOf(service: ServiceModel, definition: FunctionModel): Promise<string> {
    const bundles = await this.#bundlesOf(service);
    return this.#busy(() => bundles.pathOf(definition));
  }

  /** Builds what is not built yet, one service after the other. Answers what could not be built, by function name. */
  async complete(services: readonly ServiceModel[]): Promise<Map<string, string>> {
    const failures = new Map<string, string>();
    const work = this.#completing.then(async () => {
      for (const service of services) {
        if (this.#closed) return;
        const bundles = await this.#bundlesOf(service);
        await this.#busy(() => bundles.complete());
        for (const [key, text] of bundles.failures) failures.set(`${service.stackName} ${key}`, text);
      }
    });
    this.#completing = work;
    await work;
    return failures;
  }

  /** Forgets the bundles that these files went into. Answers the keys of their functions. */
  async invalidate(service: ServiceModel, changedFiles: readonly string[]): Promise<string[]> {
    return (await this.#bundlesOf(service)).invalidate(changedFiles);
  }

  /** Forgets a service whose template changed; what is still current is found again. */
  forget(service: ServiceModel): void {
    this.#services.delete(service.directory);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#stopTimer);
    await this.#completing;
    await stop();
  }

  #bundlesOf(service: ServiceModel): Promise<ServiceBundles> {
    const known = this.#services.get(service.directory);
    if (known !== undefined) return known;
    const opened = this.#recipe(service).then((recipe) =>
      ServiceBundles.open(service, this.#directoryOf(service), recipe),
    );
    this.#services.set(service.directory, opened);
    return opened;
  }

  async #busy<Result>(work: () => Promise<Result>): Promise<Result> {
    clearTimeout(this.#stopTimer);
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
      if (this.#working === 0 && !this.#closed) this.#scheduleStop();
    }
  }

  #scheduleStop(): void {
    clearTimeout(this.#stopTimer);
    this.#stopTimer = setTimeout(() => void stop(), STOP_BUILDER_AFTER_MS).unref();
  }

  #directoryOf(service: ServiceModel): string {
    const place = createHash('sha256').update(service.directory).digest('hex').slice(0, 8);
    return join(this.#root, 'node_modules/.cache/tradewind', `${basename(service.directory)}-${place}`);
  }

  async #recipe(service: ServiceModel): Promise<string> {
    const lockfile = await fileStamp(join(this.#root, 'package-lock.json'));
    const ownPlugin = await fileStamp(join(import.meta.dirname, 'sandbox-calls-plugin.ts'));
    const parts = [version, lockfile, ownPlugin, await optionsFingerprint(service)];
    return createHash('sha256').update(parts.join('\n')).digest('hex');
  }
}
