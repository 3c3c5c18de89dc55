import { readdirSync } from 'node:fs';
import path from 'node:path';
import { installed, ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';

const folder = path.join(ROOT, '.github/workflows');
let failed = false;
for (const file of readdirSync(folder)) {
  const { code, output } = await run(process.execPath, [
    installed('@action-validator/cli/cli.mjs'),
    path.join(folder, file),
  ]);
  if (code !== 0) {
    failed = true;
    process.stdout.write(`${file}\n${output}\n`);
  }
}
process.exitCode = failed ? 1 : 0;
