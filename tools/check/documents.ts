import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';
import { documentFindings } from './document-rules.ts';

const Manifest = z.object({ scripts: z.optional(z.record(z.string(), z.string())) });

const isOurs = (file: string): boolean => !/(^|\/)(node_modules|dist|\.[a-z]+)(\/|$)/.test(file);

function filesOf(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT, exclude: (file) => !isOurs(file) });
}

function scripts(): Set<string> {
  const manifests = ['package.json', ...filesOf('{packages,services}/*/package.json')];
  const all = manifests.map((file) => Manifest.parse(JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'))));
  return new Set(all.flatMap((manifest) => Object.keys(manifest.scripts ?? {})));
}

const repository = {
  exists: (file: string): boolean => existsSync(path.join(ROOT, file)),
  read: (file: string): string => readFileSync(path.join(ROOT, file), 'utf8'),
  scripts: scripts(),
};
const findings = filesOf('**/*.md').flatMap((file) =>
  documentFindings({ path: file, text: repository.read(file) }, repository),
);
for (const finding of findings) process.stdout.write(`${finding}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
