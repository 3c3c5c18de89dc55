import { buildSync, version } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Asset {
  readonly contentType: string;
  readonly body: Buffer;
  readonly entityTag: string;
}

const SOURCES = join(import.meta.dirname, '../../console');
const VIEWS = join(import.meta.dirname, 'views.ts');
const TYPES: Readonly<Record<string, string>> = {
  'console.js': 'text/javascript; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
};

/** The page's script and stylesheet, made of `console/` by esbuild at the first request and kept between runs. */
export class PageAssets {
  readonly #cache: string;
  /** A promise, since a page asks for its script and its stylesheet at once and one build makes both. */
  #current: { readonly recipe: string; readonly assets: Promise<ReadonlyMap<string, Asset>> } | undefined;

  /** `root` is the folder with the node_modules. */
  constructor(root: string) {
    this.#cache = join(root, 'node_modules/.cache/tradewind/console');
  }

  /** Undefined for a name that is none of them. An edited source is built anew. */
  async get(name: string): Promise<Asset | undefined> {
    if (TYPES[name] === undefined) return undefined;
    const recipe = await recipeOf();
    if (this.#current?.recipe !== recipe) this.#current = { recipe, assets: this.#assets(recipe) };
    const { assets } = this.#current;
    try {
      return (await assets).get(name);
    } catch (error) {
      // The next request tries again, unless another has begun to.
      if (this.#current?.assets === assets) this.#current = undefined;
      throw error;
    }
  }

  async #assets(recipe: string): Promise<Map<string, Asset>> {
    const folder = join(this.#cache, recipe);
    try {
      return await readAssets(folder);
    } catch {
      await build(folder);
      return readAssets(folder);
    }
  }
}

async function recipeOf(): Promise<string> {
  const hash = createHash('sha256').update(version);
  for (const file of [...(await sourceFiles()), VIEWS, import.meta.filename]) {
    const { mtimeMs, size } = await stat(file);
    hash.update(`\n${file} ${mtimeMs} ${size}`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function sourceFiles(): Promise<string[]> {
  const entries = await readdir(SOURCES, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('/dist'));
  return files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
}

async function readAssets(folder: string): Promise<Map<string, Asset>> {
  const entries = Object.entries(TYPES).map(async ([name, contentType]): Promise<[string, Asset]> => {
    const body = await readFile(join(folder, name));
    const entityTag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    return [name, { contentType, body, entityTag }];
  });
  return new Map(await Promise.all(entries));
}

async function build(folder: string): Promise<void> {
  // In one go: esbuild's service would stay and hold some 200 MB for a tenth of a second's work.
  const { outputFiles } = buildSync({
    entryPoints: [
      { in: join(SOURCES, 'main.tsx'), out: 'console' },
      { in: join(SOURCES, 'console.css'), out: 'console' },
    ],
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome120', 'firefox120', 'safari17'],
    legalComments: 'inline',
    logLevel: 'silent',
    write: false,
  });
  // Whole or not at all, since another start may be at it.
  const scratch = `${folder}.${process.pid}`;
  await mkdir(scratch, { recursive: true });
  for (const { path, contents } of outputFiles) await writeFile(join(scratch, path.slice(folder.length)), contents);
  await rename(scratch, folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
