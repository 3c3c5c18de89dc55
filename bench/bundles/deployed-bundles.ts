import { esbuildOptions } from '@tradewind/local-cloud/functions/bundle-options';
import { splitHandler } from '@tradewind/local-cloud/functions/bundle-build';
import { environmentOf } from '@tradewind/local-cloud/functions/environment';
import { loadModel } from '@tradewind/local-cloud/templates/load-model';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import type { FunctionModel, ServiceModel } from '@tradewind/local-cloud/templates/model';
import { build } from 'esbuild';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A function as it is deployed, with what it sees when it runs on this machine. */
export interface DeployedBundle {
  /** `carts/get-cart` */
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly environment: Readonly<Record<string, string>>;
}

const SERVICES = join(import.meta.dirname, '../../services');

/**
 * Bundles functions with the very settings that `sls package` uses; those of services that are built alike in one build,
 * so that what they share is parsed once.
 */
export async function deployedBundles(
  directory: string,
  endpoint: string,
  wanted: (name: string) => boolean = () => true,
): Promise<DeployedBundle[]> {
  const { services } = await loadModel({ ...localAddress(endpoint), servicesDirectory: SERVICES });
  const alike = Map.groupBy(services, ({ buildOptions }) => JSON.stringify(buildOptions));
  const functions: DeployedFunction[] = [];
  for (const group of alike.values()) {
    const chosen = group.flatMap((service) => functionsOf(service, directory, wanted));
    const [first] = group;
    if (first === undefined || chosen.length === 0) continue;
    await bundle(first, chosen, directory);
    functions.push(...chosen);
  }
  return Promise.all(
    functions.map(async ({ name, file, definition }) => {
      const environment = environmentOf(definition, { endpoint, directory });
      return { name, file, bytes: (await stat(file)).size, environment };
    }),
  );
}

interface DeployedFunction {
  readonly name: string;
  readonly source: string;
  readonly file: string;
  readonly definition: FunctionModel;
}

function functionsOf(service: ServiceModel, directory: string, wanted: (name: string) => boolean): DeployedFunction[] {
  const all = service.functions.map((definition) => {
    const name = `${service.name}/${definition.key}`;
    const source = join(service.directory, splitHandler(definition.handler).file);
    return { name, source, file: join(directory, `${name}.cjs`), definition };
  });
  return all.filter(({ name }) => wanted(name));
}

async function bundle(service: ServiceModel, functions: readonly DeployedFunction[], directory: string): Promise<void> {
  await build({
    ...(await esbuildOptions(service)),
    minify: true,
    absWorkingDir: service.directory,
    entryPoints: functions.map(({ name, source }) => ({ in: source, out: name })),
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    logLevel: 'silent',
  });
}
