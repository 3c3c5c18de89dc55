import { build, type BuildOptions, type Plugin } from 'esbuild';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const plugins: Plugin[] = createRequire(import.meta.url)('../../config/serverless/esbuild-plugins.cjs');

/** The settings of `config/serverless/custom.yml`. */
export const DEPLOYED: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'cjs',
  target: 'node24',
  platform: 'node',
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  plugins,
};

/** What serverless-esbuild does where a service sets nothing, with the SDK bundled. */
export const SERVERLESS_ESBUILD_DEFAULTS: BuildOptions = { bundle: true, target: 'node24', platform: 'node' };

/** Bundles one file of a bench; answers where, and how many bytes. */
export async function bundleVariant(
  source: string,
  directory: string,
  name: string,
  options: BuildOptions = DEPLOYED,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const path = join(directory, `${name}.cjs`);
  await build({ ...options, entryPoints: [source], outfile: path, logLevel: 'error' });
  return { path, bytes: (await stat(path)).size };
}
