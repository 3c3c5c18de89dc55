import type { Templates } from './tree-templates.ts';
import { publishedReplacement } from './replacement.ts';
import type { ServiceDiff } from './report.ts';
import type { Template } from '../package/template.ts';
import { diffTemplates } from './template-diff.ts';

const NONE: Template = { Resources: {} };

/** The changes of every service that either side has. */
export function serviceDiffs(before: Templates, after: Templates): ServiceDiff[] {
  const replacementOf = publishedReplacement();
  const services = [...new Set([...before.keys(), ...after.keys()])].sort();
  return services.map((service) => ({
    service,
    changes: diffTemplates(before.get(service) ?? NONE, after.get(service) ?? NONE, replacementOf),
  }));
}
