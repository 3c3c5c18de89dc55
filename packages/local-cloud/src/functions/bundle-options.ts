import type { BuildOptions, Plugin } from 'esbuild';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import type { ServiceModel } from '../templates/model.ts';
import { fileStamp } from './bundle-manifest.ts';

/** Settings of serverless-esbuild that are not esbuild's own. */
const PACKAGER_OPTIONS = new Set([
  'concurrency',
  'exclude',
  'installExtraArgs',
  'keepOutputDirectory',
  'nativeZip',
  'outputBuildFolder',
  'outputFileExtension',
  'outputWorkFolder',
  'packagePath',
  'packager',
  'packagerOptions',
  'plugins',
  'skipBuild',
  'skipBuildExcludeFns',
  'skipRebuild',
  'stripEntryResolveExtensions',
  'watch',
  'zipConcurrency',
]);

const Plugins = z.array(z.custom<Plugin>(isPlugin));

/** esbuild's options for a service: those it deploys with, but readable. The source map is the build's affair. */
export async function esbuildOptions(service: ServiceModel): Promise<BuildOptions> {
  const plugins = await pluginsOf(service);
  return { ...ownOptions(service), plugins, bundle: true, minify: false, platform: 'node', format: 'cjs' };
}

/** Changes whenever the options of a service do. */
export async function optionsFingerprint(service: ServiceModel): Promise<string> {
  const file = pluginFile(service);
  return JSON.stringify([ownOptions(service), file === undefined ? [] : await stampsBeside(file)]);
}

/** A plugin may be made of any of the files beside it. */
async function stampsBeside(file: string): Promise<string[]> {
  const directory = dirname(file);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(files.toSorted().map(fileStamp));
}

function ownOptions({ buildOptions }: ServiceModel): Record<string, unknown> {
  return Object.fromEntries(Object.entries(buildOptions).filter(([name]) => !PACKAGER_OPTIONS.has(name)));
}

/** serverless-esbuild takes plugins as the path of a module that exports them. */
function pluginFile({ buildOptions, directory }: ServiceModel): string | undefined {
  const { plugins } = buildOptions;
  return typeof plugins === 'string' ? join(directory, plugins) : undefined;
}

async function pluginsOf(service: ServiceModel): Promise<Plugin[]> {
  const file = pluginFile(service);
  if (file === undefined) return [];
  const { default: plugins } = z.parse(z.object({ default: Plugins }), await import(pathToFileURL(file).href));
  return plugins;
}

function isPlugin(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && 'setup' in value;
}
