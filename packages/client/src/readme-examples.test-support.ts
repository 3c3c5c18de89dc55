import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CLIENT = path.resolve(import.meta.dirname, '..');
const BUILD = path.resolve(CLIENT, '../../tools/client/build-client.ts');

/** Every TypeScript example of the README. */
export function readmeExamples(): string[] {
  const readme = readFileSync(path.join(CLIENT, 'README.md'), 'utf8');
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
}

/** A project in this folder that has the built client installed and runs what is pasted into it. */
export async function projectWithClient(folder: string): Promise<{ paste(code: string): Promise<string> }> {
  const installed = path.join(folder, 'node_modules/@tradewind/client');
  mkdirSync(installed, { recursive: true });
  await run(process.execPath, [BUILD, installed]);
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  const storage = ['--experimental-webstorage', `--localstorage-file=${path.join(folder, 'storage')}`];
  return {
    async paste(code) {
      const file = path.join(folder, 'example.ts');
      writeFileSync(file, code);
      const { stdout } = await run(process.execPath, [...storage, '--disable-warning=ExperimentalWarning', file]);
      return stdout;
    },
  };
}
