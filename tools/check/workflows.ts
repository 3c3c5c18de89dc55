import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installed, ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';
import { unpinnedActions } from './action-pins.ts';

const FILES = ['.github/workflows/*.{yml,yaml}', '.github/actions/*/action.{yml,yaml}'];

let failed = false;
function report(file: string, finding: string): void {
  failed = true;
  process.stdout.write(`${file}\n${finding}\n`);
}

for (const file of globSync(FILES, { cwd: ROOT })) {
  const absolute = path.join(ROOT, file);
  const { code, output } = await run(process.execPath, [installed('@action-validator/cli/cli.mjs'), absolute]);
  if (code !== 0) report(file, output);
  for (const finding of unpinnedActions(readFileSync(absolute, 'utf8'))) report(file, finding);
}
process.exitCode = failed ? 1 : 0;
