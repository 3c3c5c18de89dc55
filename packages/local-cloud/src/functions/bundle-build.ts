import { build, type BuildFailure, type Metafile } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FunctionModel, ServiceModel } from '../templates/model.ts';
import { fileStamp, type Bundle } from './bundle-manifest.ts';
import { esbuildOptions } from './bundle-options.ts';
import { sandboxCalls } from './sandbox-calls-plugin.ts';

/** `src/handlers/cancel-order.handler` → the file without its extension, and the export. */
export function splitHandler(handler: string): { readonly file: string; readonly exportName: string } {
  const dot = handler.lastIndexOf('.');
  return { file: handler.slice(0, dot), exportName: handler.slice(dot + 1) };
}

/**
 * Bundles functions of a service for sandboxes in one build, so that what they share is parsed once. Rejects with
 * esbuild's failure.
 */
export async function buildFunctions(
  service: ServiceModel,
  functions: readonly FunctionModel[],
  directory: string,
): Promise<Map<string, Bundle>> {
  const options = await esbuildOptions(service);
  const result = await build({
    ...options,
    plugins: [...(options.plugins ?? []), sandboxCalls],
    absWorkingDir: service.directory,
    entryPoints: functions.map(({ key, handler }) => ({
      in: join(service.directory, splitHandler(handler).file),
      out: key,
    })),
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
  const contents = new Map(result.outputFiles.map((file) => [file.path, file.contents]));
  const bundles = functions.map(async ({ key }) => {
    const path = join(directory, `${key}.cjs`);
    const file = await writeBundle(directory, key, contents.get(path), contents.get(`${path}.map`));
    const inputs = await inputStamps(result.metafile, service.directory, path, stamps);
    return [key, { file, inputs }] as const;
  });
  return new Map(await Promise.all(bundles));
}

/** A build's failure as a person reads it: place and message, line by line. */
export function failureText(error: unknown): string {
  if (!isBuildFailure(error)) return error instanceof Error ? error.message : String(error);
  return error.errors
    .map(({ text, location }) => (location === null ? text : `${location.file}:${location.line}: ${text}`))
    .join('\n');
}

/** Named by its content: a changed function is another file, and a file that is being read never changes. */
async function writeBundle(
  directory: string,
  key: string,
  code: Uint8Array = new Uint8Array(),
  map: Uint8Array = new Uint8Array(),
): Promise<string> {
  const name = `${key}-${createHash('sha256').update(code).digest('hex').slice(0, 12)}.cjs`;
  const comment = Buffer.from(`\n//# sourceMappingURL=${name}.map\n`);
  await replaceFile(join(directory, `${name}.map`), map);
  await replaceFile(join(directory, name), Buffer.concat([code, comment]));
  return name;
}

let drafts = 0;

async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  drafts += 1;
  const draft = `${path}.${process.pid}-${drafts}.tmp`;
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

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
