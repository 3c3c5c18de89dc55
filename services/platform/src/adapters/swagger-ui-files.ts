import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Reads a file of the installed `swagger-ui-dist`. When a function is bundled, this module is replaced by
 * one that holds the same files as text (config/serverless/esbuild-plugins.cjs), so that no package is shipped.
 */
export function swaggerUiFile(name: 'swagger-ui-bundle.js' | 'swagger-ui.css'): string {
  const require = createRequire(import.meta.url);
  return readFileSync(require.resolve(`swagger-ui-dist/${name}`), 'utf8');
}
