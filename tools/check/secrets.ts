import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { secretFindings } from './secret-rules.ts';

/** Checksums of packages, which are random and public. */
const PUBLIC = new Set(['package-lock.json']);

/** Every file that is or would be committed, the templates' snapshots among them. */
function sources(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return list.split('\0').filter((file) => file !== '' && !PUBLIC.has(file) && existsSync(path.join(ROOT, file)));
}

let findings = 0;
for (const file of sources()) {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  if (text.includes('\0')) continue;
  for (const finding of await secretFindings({ path: file, text })) {
    findings += 1;
    process.stdout.write(`${finding}\n`);
  }
}
process.exitCode = findings === 0 ? 0 : 1;
