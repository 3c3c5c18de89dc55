import { build, type BuildFailure, type Metafile } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ServiceModel } from '../templates/model.ts';
import { fileStamp } from './bundle-manifest.ts';
import { esbuildOptions } from './bundle-options.ts';

export interface BuiltBundle {
  readonly key: string;
  readonly file: string;
  /** Own source file → stamp; what lies in node_modules is pinned by the lockfile. */
  readonly inputs: Readonly<Record<string, string>>;
}

export interface BuiltService {
  readonly bundles: readonly BuiltBundle[];
  /** Function key → why it could not be built. */
  readonly failures: ReadonlyMap<string, string>;
}

/** `src/handlers/cancel-order.handler` → the file without its extension, and the export. */
export function splitHandler(handler: string): { readonly file: string; readonly exportName: string } {
  const dot = handler.lastIndexOf('.');
  return { file: handler.slice(0, dot), exportName: handler.slice(dot + 1) };
}

/**
 * Bundles all functions of a service in one build, so that shared code is parsed once. When that fails, each is built
 * alone: a mistake in one handler must not take the others down.
 */
export async function buildService(service: ServiceModel, directory: string): Promise<BuiltService> {
  const keys = service.functions.map(({ key }) => key);
  try {
    return { bundles: await buildFunctions(service, keys, directory), failures: new Map() };
  } catch {
    const failures = new Map<string, string>();
    const bundles: BuiltBundle[] = [];
    for (const key of keys) {
      try {
        bundles.push(...(await buildFunctions(service, [key], directory)));
      } catch (error) {
        failures.set(key, failureText(error));
      }
    }
    return { bundles, failures };
  }
}

async function buildFunctions(
  service: ServiceModel,
  keys: readonly string[],
  directory: string,
): Promise<BuiltBundle[]> {
  const wanted = service.functions.filter(({ key }) => keys.includes(key));
  const entryPoints = wanted.map(({ key, handler }) => ({
    in: join(service.directory, splitHandler(handler).file),
    out: key,
  }));
  const result = await build({
    ...(await esbuildOptions(service)),
    absWorkingDir: service.directory,
    entryPoints,
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  await mkdir(directory, { recursive: true });
  const stamps = new Map<string, Promise<string>>();
  const text = new Map(result.outputFiles.map((file) => [file.path, file.contents]));
  return Promise.all(
    wanted.map(async ({ key }) => {
      const path = join(directory, `${key}.cjs`);
      const file = await writeBundle(directory, key, text.get(path), text.get(`${path}.map`));
      const inputs = await inputStamps(result.metafile, service.directory, path, stamps);
      return { key, file, inputs };
    }),
  );
}

/** Named by its content: a changed function is another file, and a file that is being read never changes. */
async function writeBundle(
  directory: string,
  key: string,
  code: Uint8Array = new Uint8Array(),
  map: Uint8Array = new Uint8Array(),
) {
  const name = `${key}-${createHash('sha256').update(code).digest('hex').slice(0, 12)}.cjs`;
  const comment = Buffer.from(`\n//# sourceMappingURL=${name}.map\n`);
  await replaceFile(join(directory, `${name}.map`), map);
  await replaceFile(join(directory, name), Buffer.concat([code, comment]));
  return name;
}

async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, content);
  await rename(draft, path);
}

async function inputStamps(
  metafile: Metafile,
  workingDirectory: string,
  outputPath: string,
  stamps: Map<string, Promise<string>>,
): Promise<Record<string, string>> {
  const output = Object.entries(metafile.outputs).find(([path]) => resolve(workingDirectory, path) === outputPath)?.[1];
  const own = Object.keys(output?.inputs ?? {}).filter((path) => !path.includes('node_modules/'));
  const entries = own.map(async (path) => {
    const absolute = resolve(workingDirectory, path);
    const stamp = stamps.get(absolute) ?? fileStamp(absolute);
    stamps.set(absolute, stamp);
    return [absolute, await stamp] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function failureText(error: unknown): string {
  if (!isBuildFailure(error)) return error instanceof Error ? error.message : String(error);
  return error.errors
    .map(({ text, location }) => (location === null ? text : `${location.file}:${location.line}: ${text}`))
    .join('\n');
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
