import { basename, dirname, relative, sep } from 'node:path';
import type { ModelSource } from './load-model.ts';
import { listServices } from './read-service.ts';

/** What changed files mean for the services that run. */
export interface TemplateChanges {
  /** Services to be read, again or for the first time. */
  readonly changed: readonly string[];
  /** Services that run and whose folders are no more. */
  readonly gone: readonly string[];
}

const NONE: TemplateChanges = { changed: [], gone: [] };

/** Judges changed files: those of a service concern it alone, a shared fragment concerns all of them. */
export async function templateChanges(
  { servicesDirectory, services }: Pick<ModelSource, 'servicesDirectory' | 'services'>,
  running: readonly string[],
  files: readonly string[],
): Promise<TemplateChanges> {
  const templates = files.filter((file) => /\.ya?ml$/.test(file));
  if (templates.length === 0) return NONE;
  const present = services ?? (await listServices(servicesDirectory));
  const shared = templates.some((file) => basename(dirname(file)) === 'serverless');
  const touched = new Set(templates.map((file) => relative(servicesDirectory, file).split(sep)[0]));
  return {
    changed: present.filter((name) => shared || touched.has(name)),
    gone: running.filter((name) => !present.includes(name)),
  };
}
