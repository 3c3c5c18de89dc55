import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { run, type Finished } from '../process/run.ts';

export interface ScratchRepository {
  readonly root: string;
  /** Runs a Node program of the copy; paths in `args` are relative to its root. */
  node(...args: readonly string[]): Promise<Finished>;
  npm(...args: readonly string[]): Promise<Finished>;
  discard(): void;
}

/** What is no source, or is put in place otherwise. */
const LEFT_OUT = /^(?:node_modules|coverage|\.git|\.esbuild|\.serverless|\.tradewind.*)$/;
const WORKSPACE_SCOPE = '@tradewind';

/** Every dependency as a link; the workspaces' own links lead into the copy. */
function linkDependencies(root: string): void {
  const installed = path.join(ROOT, 'node_modules');
  const target = path.join(root, 'node_modules');
  mkdirSync(path.join(target, WORKSPACE_SCOPE), { recursive: true });
  for (const name of readdirSync(installed)) {
    if ([WORKSPACE_SCOPE, '.cache', '.package-lock.json'].includes(name)) continue;
    symlinkSync(path.join(installed, name), path.join(target, name));
  }
  for (const name of readdirSync(path.join(installed, WORKSPACE_SCOPE))) {
    symlinkSync(readlinkSync(path.join(installed, WORKSPACE_SCOPE, name)), path.join(target, WORKSPACE_SCOPE, name));
  }
}

/** A copy of this repository to try things in that change it, with the same dependencies. */
export function scratchRepository(): ScratchRepository {
  const root = mkdtempSync(path.join(tmpdir(), 'tradewind-scratch-'));
  for (const name of readdirSync(ROOT).filter((entry) => !LEFT_OUT.test(entry))) {
    cpSync(path.join(ROOT, name), path.join(root, name), {
      recursive: true,
      // What was compiled already need not be compiled again.
      preserveTimestamps: true,
      filter: (source) => !LEFT_OUT.test(path.basename(source)) && existsSync(source),
    });
  }
  linkDependencies(root);
  return {
    root,
    node: (...args) =>
      run(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
        cwd: root,
        env: { LOG_LEVEL: 'silent' },
      }),
    npm: (...args) => run('npm', args, { cwd: root }),
    discard: () => rmSync(root, { recursive: true, force: true }),
  };
}
