import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Bundle = z.object({
  file: z.string(),
  /** Path of every own source file that went in → its stamp; what lies in node_modules is pinned by the lockfile. */
  inputs: z.record(z.string(), z.string()),
});
export type Bundle = z.output<typeof Bundle>;

/** What is built of a service, kept beside the bundles so that nothing unchanged is built again. */
const BundleManifest = z.object({
  /** Fingerprint of how it was built: options and versions of the dependencies. */
  recipe: z.string(),
  /** Function key and handler → its bundle. */
  bundles: z.record(z.string(), Bundle),
});

/** The bundles that still are what a build would make now; by function key and handler. */
export async function readCurrentBundles(directory: string, recipe: string): Promise<Map<string, Bundle>> {
  const manifest = await readManifest(directory);
  if (manifest?.recipe !== recipe) return new Map();
  const stamps = new Map<string, Promise<string>>();
  const stampOf = (path: string): Promise<string> => {
    const stamp = stamps.get(path) ?? fileStamp(path);
    stamps.set(path, stamp);
    return stamp;
  };
  const isCurrent = async ({ file, inputs }: Bundle): Promise<boolean> => {
    const checks = Object.entries(inputs).map(async ([path, stamp]) => (await stampOf(path)) === stamp);
    const exists = (await stampOf(join(directory, file))) !== '';
    return exists && (await Promise.all(checks)).every(Boolean);
  };
  const entries = await Promise.all(
    Object.entries(manifest.bundles).map(async ([key, bundle]) => ({ key, bundle, current: await isCurrent(bundle) })),
  );
  return new Map(entries.filter(({ current }) => current).map(({ key, bundle }) => [key, bundle]));
}

export async function writeManifest(
  directory: string,
  recipe: string,
  bundles: ReadonlyMap<string, Bundle>,
): Promise<void> {
  await writeFile(join(directory, 'manifest.json'), JSON.stringify({ recipe, bundles: Object.fromEntries(bundles) }));
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

async function readManifest(directory: string): Promise<z.output<typeof BundleManifest> | undefined> {
  try {
    const text = await readFile(join(directory, 'manifest.json'), 'utf8');
    return z.parse(BundleManifest, JSON.parse(text));
  } catch {
    return undefined;
  }
}
