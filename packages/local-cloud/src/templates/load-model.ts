import type { CloudAddress, CloudModel, ServiceModel } from './model.ts';
import { listServices, readService } from './read-service.ts';
import { resolveService } from './resolve-service.ts';

export interface ModelSource extends CloudAddress {
  /** The folder that holds the services. */
  readonly servicesDirectory: string;
  /** Only these; all when left out. */
  readonly services?: readonly string[] | undefined;
}

/** Reads and resolves every service's serverless.yml. Throws TemplateError. */
export async function loadModel(source: ModelSource): Promise<CloudModel> {
  const names = source.services ?? (await listServices(source.servicesDirectory));
  return { services: await Promise.all(names.map((name) => loadService(source, name))) };
}

/** Reads and resolves one service. Throws TemplateError. */
export async function loadService(source: ModelSource, name: string): Promise<ServiceModel> {
  return resolveService(await readService(source.servicesDirectory, name, source), source);
}

/** Reads and resolves those of the services that can be; the others are told of and left out. */
export async function loadReadable(
  source: ModelSource,
  names: readonly string[],
  onUnreadable: (name: string, error: unknown) => void,
): Promise<ServiceModel[]> {
  const loaded = await Promise.all(
    names.map(async (name) => {
      try {
        return [await loadService(source, name)];
      } catch (error) {
        onUnreadable(name, error);
        return [];
      }
    }),
  );
  return loaded.flat();
}
