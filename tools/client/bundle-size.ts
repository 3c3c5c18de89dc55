import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { CLIENT } from './client-package.ts';

export interface BundleSize {
  readonly what: string;
  readonly minifiedBytes: number;
  readonly gzippedBytes: number;
  /** Files that went in, from the repository's root. */
  readonly inputs: readonly string[];
}

/** What an application would bundle, by what it imports from the client. */
export const BUNDLES: Readonly<Record<string, string>> = {
  'one operation': "export { createClient, getProduct } from './src/index.ts';",
  'a shop: list, cart, checkout, problems':
    "export { createClient, listAllProducts, createCart, addCartItem, createCheckout, getOrder, isProblem } from './src/index.ts';",
  'all operations': "export * from './src/index.ts';",
};

/** Size of a browser bundle of `contents`, tree-shaken and minified by esbuild, then compressed by gzip. */
export async function bundleSize(what: string, contents: string): Promise<BundleSize> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: CLIENT, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
    absWorkingDir: CLIENT,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const inputs = Object.keys(metafile.inputs).filter((input) => input !== '<stdin>');
  return { what, minifiedBytes: code.byteLength, gzippedBytes: gzipSync(code, { level: 9 }).byteLength, inputs };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** The sizes as the table of the README. */
export function sizeTable(sizes: readonly BundleSize[]): string {
  const rows = sizes.map(
    ({ what, minifiedBytes, gzippedBytes }) => `| ${what} | ${kilobytes(minifiedBytes)} | ${kilobytes(gzippedBytes)} |`,
  );
  return ['| imported | minified | and gzipped |', '| --- | --- | --- |', ...rows].join('\n');
}
