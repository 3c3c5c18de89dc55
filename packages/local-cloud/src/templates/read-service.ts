import { access, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import read from 'serverless/lib/configuration/read.js';
import resolveVariables from 'serverless/lib/configuration/variables/index.js';
import env from 'serverless/lib/configuration/variables/sources/env.js';
import file from 'serverless/lib/configuration/variables/sources/file.js';
import getSls from 'serverless/lib/configuration/variables/sources/instance-dependent/get-sls.js';
import param from 'serverless/lib/configuration/variables/sources/instance-dependent/param.js';
import opt from 'serverless/lib/configuration/variables/sources/opt.js';
import self from 'serverless/lib/configuration/variables/sources/self.js';
import strToBool from 'serverless/lib/configuration/variables/sources/str-to-bool.js';
import * as z from 'zod/mini';
import { TemplateError, type CloudAddress } from './model.ts';

const record = z.record(z.string(), z.unknown());
/** The framework merges lists of maps; both forms are in use. */
const mapOrMaps = z.optional(z.union([record, z.array(z.nullable(record))]));

const Resource = z.object({
  Type: z.string(),
  Properties: z.optional(record),
  Condition: z.optional(z.string()),
});
const Template = z.object({
  Resources: z.optional(z.record(z.string(), Resource)),
  Conditions: z.optional(record),
  extensions: z.optional(record),
});
const Configuration = z.object({
  service: z.string(),
  provider: z.looseObject({ environment: z.optional(record) }),
  custom: z.optional(record),
  functions: mapOrMaps,
  resources: z.optional(z.union([Template, z.array(Template)])),
});

export type RawResource = z.output<typeof Resource>;

/** A serverless.yml with its `${…}` variables resolved and its lists merged, intrinsic functions still in place. */
export interface ServiceConfiguration {
  readonly name: string;
  readonly directory: string;
  readonly stackName: string;
  readonly provider: Readonly<Record<string, unknown>>;
  readonly custom: Readonly<Record<string, unknown>>;
  readonly functions: Readonly<Record<string, unknown>>;
  readonly resources: Readonly<Record<string, RawResource>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Overrides of resources that the framework itself generates, by logical id. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The folders below `services/` that have a serverless.yml, in alphabetical order. */
export async function listServices(servicesDirectory: string): Promise<string[]> {
  const entries = await readdir(servicesDirectory, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isDirectory()) return [];
      const exists = await access(join(servicesDirectory, entry.name, 'serverless.yml')).then(
        () => true,
        () => false,
      );
      return exists ? [entry.name] : [];
    }),
  );
  return found.flat().sort();
}

/** Reads one service by the framework's own reader and variable resolver. Throws TemplateError. */
export async function readService(
  servicesDirectory: string,
  name: string,
  address: Pick<CloudAddress, 'stage' | 'parameters'>,
): Promise<ServiceConfiguration> {
  const directory = join(servicesDirectory, name);
  const configuration = await readConfiguration(directory, address);
  const parsed = z.safeParse(Configuration, configuration);
  if (!parsed.success) {
    throw new TemplateError(`services/${name}/serverless.yml: ${z.prettifyError(parsed.error)}`);
  }
  const { service, provider, custom = {}, functions, resources = [] } = parsed.data;
  const templates = Array.isArray(resources) ? resources : [resources];
  return {
    name,
    directory,
    stackName: service,
    provider,
    custom,
    functions: merged(Array.isArray(functions) ? functions : [functions]),
    resources: merged(templates.map((template) => template.Resources)),
    conditions: merged(templates.map((template) => template.Conditions)),
    extensions: merged(templates.map((template) => template.extensions)),
  };
}

/** The serverless.yml of a service's folder with its `${…}` variables resolved, otherwise as it stands. Throws TemplateError. */
export async function readConfiguration(
  directory: string,
  { stage, parameters }: Pick<CloudAddress, 'stage' | 'parameters'>,
): Promise<Record<string, unknown>> {
  try {
    const configuration = await read(join(directory, 'serverless.yml'));
    const instance = {
      configurationInput: configuration,
      processedInput: { options: { param: Object.entries(parameters).map(([key, value]) => `${key}=${value}`) } },
      instanceId: 'local',
    };
    await resolveVariables({
      serviceDir: directory,
      configuration,
      options: { stage },
      sources: { env, file, opt, self, strToBool, sls: getSls(instance), param: param(instance) },
    });
    return configuration;
  } catch (error) {
    throw new TemplateError(
      `services/${basename(directory)}/serverless.yml: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

function merged<Value>(maps: readonly (Readonly<Record<string, Value>> | null | undefined)[]): Record<string, Value> {
  return Object.assign({}, ...maps.filter((map) => map !== null && map !== undefined));
}
