import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PARTS = join(import.meta.dirname, 'sandbox-http-handler.ts');

/** The SDK's modules that are changed, by where they stand, with what is called at their end. */
const CHANGED = [
  [
    /[\\/]node-http-handler[\\/]dist-es[\\/]node-http-handler\.js$/,
    'overSandbox',
    '{ NodeHttpHandler, HttpResponse, buildQueryString }',
  ],
  [/[\\/]signature-v4[\\/]dist-es[\\/]SignatureV4\.js$/, 'namedInSandbox', '{ SignatureV4 }'],
] as const;

/**
 * For the bundles of the local cloud only, never for those that deploy: the SDK's calls leave a sandbox as messages to
 * the main thread, which has the APIs, instead of over a socket to it.
 */
export const sandboxCalls: Plugin = {
  name: 'sandbox-calls',
  setup(build) {
    for (const [filter, change, parts] of CHANGED) {
      build.onLoad({ filter }, async ({ path }) => ({
        contents: [
          await readFile(path, 'utf8'),
          `import { ${change} } from ${JSON.stringify(PARTS)};`,
          `${change}(${parts});`,
        ].join('\n'),
        loader: 'js',
      }));
    }
  },
};
