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
