import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The repository's root folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Names of all services, which are the folders of `services/` that have a serverless.yml. */
export function serviceNames(): string[] {
  const directory = path.join(ROOT, 'services');
  return readdirSync(directory)
    .filter((name) => existsSync(path.join(directory, name, 'serverless.yml')))
    .sort();
}

/** The path of a program that a dependency installed, such as `serverless/bin/serverless.js`. */
export function installed(file: string): string {
  return path.join(ROOT, 'node_modules', file);
}
