import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The repository's root folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Names of all services, which are the folders of `services/`. */
export function serviceNames(): string[] {
  return readdirSync(path.join(ROOT, 'services'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The path of a program that a dependency installed, such as `serverless/bin/serverless.js`. */
export function installed(file: string): string {
  return path.join(ROOT, 'node_modules', file);
}
