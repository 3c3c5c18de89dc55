import { parseArgs } from 'node:util';
import { synthesize } from '../package/synthesize.ts';
import { effectiveResources } from '../policy/stage-template.ts';
import { serviceNames } from '../process/repository.ts';
import type { Template } from '../package/template.ts';

const { values } = parseArgs({ options: { stage: { type: 'string', default: 'dev' } } });

/** What the framework tells people would stand between the templates. */
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const templates: Record<string, Template> = {};
for (const service of serviceNames()) {
  const resources = effectiveResources(await synthesize(service, values.stage));
  templates[service] = { Resources: Object.fromEntries(resources.map(({ id, raw }) => [id, raw])) };
}
write(JSON.stringify(templates));
