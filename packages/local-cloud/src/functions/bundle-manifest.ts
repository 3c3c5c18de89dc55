import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** What a service's last build read and wrote, kept beside the bundles so that an unchanged service is not built again. */
const BundleManifest = z.object({
  /** Fingerprint of what was asked for: entry points, options, versions of the dependencies. */
  recipe: z.string(),
  /** Path → `<mtime>-<size>` of every own source file that went in. */
  inputs: z.record(z.string(), z.string()),
  /** Function key → file name. */
  outputs: z.record(z.string(), z.string()),
});
export type BundleManifest = z.output<typeof BundleManifest>;

export async function readManifest(directory: string): Promise<BundleManifest | undefined> {
  try {
    const text = await readFile(join(directory, 'manifest.json'), 'utf8');
    return z.parse(BundleManifest, JSON.parse(text));
  } catch {
    return undefined;
  }
}

export async function writeManifest(directory: string, manifest: BundleManifest): Promise<void> {
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest));
}

/** Whether the manifest still tells the truth: the same recipe over unchanged files, and its bundles are there. */
export async function isCurrent(directory: string, manifest: BundleManifest, recipe: string): Promise<boolean> {
  if (manifest.recipe !== recipe) return false;
  const files = Object.entries(manifest.inputs);
  const stamps = await Promise.all(files.map(([path]) => fileStamp(path)));
  if (files.some(([, stamp], index) => stamps[index] !== stamp)) return false;
  const outputs = await Promise.all(Object.values(manifest.outputs).map((file) => fileStamp(join(directory, file))));
  return outputs.every((stamp) => stamp !== '');
}

/** Changes whenever the file does; empty when there is none. */
export async function fileStamp(path: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${mtimeMs}-${size}`;
  } catch {
    return '';
  }
}
