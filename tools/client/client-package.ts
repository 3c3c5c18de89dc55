import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { installed, ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';

/** The workspace folder of the client. */
export const CLIENT = path.join(ROOT, 'packages/client');

const Manifest = z.looseObject({ name: z.string(), version: z.string() });

/**
 * The manifest to publish. In the repository the package is private and its entry is TypeScript; npm has no way to
 * publish other `exports` than those that it finds, so the built folder has a manifest of its own.
 */
function publishedManifest(): z.output<typeof Manifest> {
  const source = Manifest.parse(JSON.parse(readFileSync(path.join(CLIENT, 'package.json'), 'utf8')));
  const { private: _private, scripts: _scripts, exports: _exports, dependencies: _none, ...kept } = source;
  return {
    ...kept,
    types: './index.d.ts',
    exports: { '.': { types: './index.d.ts', default: './index.js' }, './package.json': './package.json' },
    engines: { node: '>=20.3' },
    publishConfig: { access: 'public' },
  };
}

/**
 * Builds what is published into a folder: ES modules, their types, manifest, README and licence.
 *
 * @throws Error with the compiler's words.
 */
export async function buildClientPackage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const compiler = [installed('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', folder];
  const { code, output } = await run(process.execPath, compiler, { cwd: CLIENT });
  if (code !== 0) throw new Error(`The client does not compile:\n${output}`);
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
  for (const file of ['README.md', 'LICENSE']) cpSync(path.join(CLIENT, file), path.join(folder, file));
}
