import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const HANDLER = join(import.meta.dirname, 'sandbox-http-handler.ts');

/**
 * For the bundles of the local cloud only, never for those that deploy: the SDK's calls leave a sandbox as messages to
 * the main thread, which has the APIs, instead of over a socket to it.
 */
export const sandboxCalls: Plugin = {
  name: 'sandbox-calls',
  setup(build) {
    build.onLoad({ filter: /[\\/]node-http-handler[\\/]dist-es[\\/]node-http-handler\.js$/ }, async ({ path }) => ({
      contents: [
        await readFile(path, 'utf8'),
        `import { overSandbox } from ${JSON.stringify(HANDLER)};`,
        'overSandbox({ NodeHttpHandler, HttpResponse, buildQueryString });',
      ].join('\n'),
      loader: 'js',
    }));
  },
};
