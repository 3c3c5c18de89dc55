import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { installed } from '../process/repository.ts';
import { run } from '../process/run.ts';
import { BUNDLES, bundleSize, sizeTable, type BundleSize } from './bundle-size.ts';
import { buildClientPackage, CLIENT } from './client-package.ts';

const Packed = z.tuple([z.object({ name: z.string(), files: z.array(z.object({ path: z.string() })) })]);

let project: string;
let folder: string;

beforeAll(async () => {
  project = mkdtempSync(path.join(tmpdir(), 'tradewind-client-'));
  folder = path.join(project, 'node_modules/@tradewind/client');
  mkdirSync(folder, { recursive: true });
  await buildClientPackage(folder);
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** What the compiler has to say about these modules, each of which may import the package. */
async function typeCheck(modules: readonly string[], options: readonly string[]): Promise<string> {
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
  const files = modules.map((source, index) => {
    writeFileSync(path.join(project, `module-${index}.ts`), source);
    return `module-${index}.ts`;
  });
  const compiler = [installed('typescript/bin/tsc'), '--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022'];
  const { output } = await run(process.execPath, [...compiler, ...options, ...files], { cwd: project });
  return output;
}

const NODE = ['--module', 'nodenext', '--lib', 'es2022,dom'];
const BUNDLER = ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom'];

function readmeBlocks(): string[] {
  const readme = readFileSync(path.join(CLIENT, 'README.md'), 'utf8');
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
}

describe('the package', () => {
  it('holds modules, types, manifest, README and licence, and neither tests nor TypeScript', async () => {
    const cache = path.join(project, 'npm');
    const { output } = await run('npm', ['pack', '--dry-run', '--json', '--silent', '--cache', cache, folder]);
    const [{ name, files }] = Packed.parse(JSON.parse(output));
    const paths = files.map((file) => file.path);
    expect(name).toBe('@tradewind/client');
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'index.js', 'index.d.ts']));
    expect(paths.filter((file) => !/^(package\.json|README\.md|LICENSE|[\w/-]+(\.d\.ts|\.js))$/.test(file))).toEqual(
      [],
    );
    expect(paths.filter((file) => /test/.test(file))).toEqual([]);
  });

  it('has a manifest of its own, which may be published', () => {
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({
      type: 'module',
      sideEffects: false,
      exports: { '.': { types: './index.d.ts', default: './index.js' } },
    });
    for (const absent of ['private', 'scripts', 'dependencies']) expect(manifest).not.toHaveProperty(absent);
  });

  it('runs in Node as it is installed', async () => {
    const script =
      "import { createClient } from '@tradewind/client'; console.log(createClient({ baseUrl: 'http://x' }).baseUrl);";
    writeFileSync(path.join(project, 'run.mjs'), script);
    expect((await run(process.execPath, ['run.mjs'], { cwd: project })).output).toBe('http://x\n');
  });

  it.each([
    ['Node', NODE],
    ['a bundler', BUNDLER],
  ])(
    'type-checks the examples of its README for %s',
    async (_what, options) => {
      const examples = readmeBlocks();
      expect(examples.length).toBeGreaterThan(4);
      expect(await typeCheck(examples, options)).toBe('');
    },
    30_000,
  );
});

describe('its size', () => {
  let sizes: BundleSize[];
  beforeAll(async () => {
    sizes = await Promise.all(Object.entries(BUNDLES).map(([what, contents]) => bundleSize(what, contents)));
  });

  it.each([
    ['one operation', 4_000],
    ['a shop: list, cart, checkout, problems', 4_500],
    ['all operations', 8_000],
  ])('with %s is at most %i bytes, compressed', (what, budget) => {
    const bytes = sizes.find((size) => size.what === what)?.gzippedBytes;
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(budget);
  });

  it('comes from the client alone', () => {
    const foreign = sizes.flatMap(({ inputs }) => inputs).filter((input) => !input.startsWith('src/'));
    expect(foreign).toEqual([]);
  });

  it('leaves out the operations that nobody imports', async () => {
    const one = await bundleSize('one', BUNDLES['one operation'] ?? '');
    const two = await bundleSize('two', "export { createClient, getProduct, createCheckout } from './src/index.ts';");
    expect(two.minifiedBytes - one.minifiedBytes).toBeGreaterThan(50);
    expect(two.minifiedBytes - one.minifiedBytes).toBeLessThan(300);
  });

  it('is what the README says, give or take a fifth; otherwise run `npm run size -w @tradewind/client`', () => {
    const readme = readFileSync(path.join(CLIENT, 'README.md'), 'utf8');
    for (const { what, minifiedBytes, gzippedBytes } of sizes) {
      const [, minified, gzipped] = new RegExp(`\\| ${what} +\\| ([\\d.]+) kB +\\| ([\\d.]+) kB`).exec(readme) ?? [];
      expect([what, Math.abs(Number(minified) * 1000 - minifiedBytes) / minifiedBytes < 0.2]).toEqual([what, true]);
      expect([what, Math.abs(Number(gzipped) * 1000 - gzippedBytes) / gzippedBytes < 0.2]).toEqual([what, true]);
    }
    expect(sizeTable(sizes).split('\n')).toHaveLength(sizes.length + 2);
  });
});
