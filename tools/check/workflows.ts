import { globSync } from 'node:fs';
import path from 'node:path';
import { installed, ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';

let failed = false;
for (const file of globSync(['.github/workflows/*.yml', '.github/actions/*/action.yml'], { cwd: ROOT })) {
  const { code, output } = await run(process.execPath, [
    installed('@action-validator/cli/cli.mjs'),
    path.join(ROOT, file),
  ]);
  if (code !== 0) {
    failed = true;
    process.stdout.write(`${file}\n${output}\n`);
  }
}
process.exitCode = failed ? 1 : 0;
