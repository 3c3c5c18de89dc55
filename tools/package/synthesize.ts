import { readConfiguration } from '@tradewind/local-cloud/templates/read-service';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Serverless from 'serverless/lib/serverless.js';
import { ROOT } from '../process/repository.ts';
import { isObject, parseTemplate, type Json, type Template } from './template.ts';

/** Plugins that take part in building or running code, which a template does not show. */
const BUILDING = new Set(['serverless-esbuild', 'serverless-offline']);

/** Steps of `package` that write into the service's folder, where a real package may stand. */
const WRITING = [
  'aws:common:cleanupTempDir:cleanup',
  'aws:package:finalize:saveServiceState',
  'aws:common:moveArtifactsToPackage:move',
];

/** An archive without entries: the framework wants code to take the hash of, and a template is the same for any. */
const EMPTY_ARCHIVE = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');

function functionsOf(configuration: Json): Json {
  const declared = configuration['functions'] ?? {};
  return Object.assign({}, ...(Array.isArray(declared) ? declared : [declared]));
}

function withoutCode(configuration: Json, artifact: string): Json {
  const plugins: unknown = configuration['plugins'];
  const functions = Object.entries(functionsOf(configuration)).map(([key, definition]) => [
    key,
    { ...(isObject(definition) ? definition : {}), package: { artifact } },
  ]);
  return {
    ...configuration,
    plugins: Array.isArray(plugins) ? plugins.filter((plugin) => !BUILDING.has(plugin)) : [],
    functions: Object.fromEntries(functions),
  };
}

/**
 * The template that `sls package` would write for a service, in a tenth of a second: by the framework itself and its
 * plugins, but without bundling, without credentials and without a file in the service's folder. Parameters that
 * other stacks answer are `unset`. Throws what the framework throws, and TemplateError.
 */
export async function synthesize(service: string, stage: string): Promise<Template> {
  const serviceDir = path.join(ROOT, 'services', service);
  const scratch = mkdtempSync(path.join(tmpdir(), 'tradewind-synthesis-'));
  try {
    const artifact = path.join(scratch, 'none.zip');
    writeFileSync(artifact, EMPTY_ARCHIVE);
    const configuration = await readConfiguration(serviceDir, { stage, parameters: {} });
    const serverless = new Serverless({
      commands: ['package'],
      options: { stage, package: scratch },
      serviceDir,
      configurationFilename: 'serverless.yml',
      configuration: withoutCode(configuration, artifact),
    });
    await serverless.init();
    for (const hook of WRITING) delete serverless.pluginManager.hooks[hook];
    serverless.utils.writeFileSync = () => undefined;
    await serverless.run();
    // As it is written: without what is undefined.
    return parseTemplate(JSON.parse(JSON.stringify(serverless.service.provider.compiledCloudFormationTemplate)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The templates of a service by stage. They share the framework's process, so one is made after the other. */
export async function synthesizeStages(
  service: string,
  stages: readonly string[],
): Promise<Readonly<Record<string, Template>>> {
  const templates: [string, Template][] = [];
  for (const stage of stages) templates.push([stage, await synthesize(service, stage)]);
  return Object.fromEntries(templates);
}
