import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';
import { parseTemplate, type Template } from '../package/template.ts';

/** Templates by service. */
export type Templates = ReadonlyMap<string, Template>;

const Printed = z.record(z.string(), z.unknown());
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** The templates that a tree of the repository deploys for a stage, made by its own code. Throws with what it printed. */
export function treeTemplates(tree: string, stage: string): Templates {
  const script = path.join(tree, 'tools/diff/print-templates.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, '--stage', stage],
    { cwd: tree, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES },
  );
  if (status !== 0) throw new Error(`The templates of ${stage} could not be made:\n${stderr}`);
  const printed = Object.entries(Printed.parse(JSON.parse(stdout)));
  return new Map(printed.map(([service, template]) => [service, parseTemplate(template)]));
}

/**
 * Gives a second tree of the repository this one's dependencies. The workspaces among them lead to the second tree,
 * whose code is to run.
 */
function linkDependencies(tree: string): void {
  const from = path.join(ROOT, 'node_modules');
  const to = path.join(tree, 'node_modules');
  mkdirSync(path.join(to, '@tradewind'), { recursive: true });
  for (const name of readdirSync(from).filter((entry) => entry !== '@tradewind')) {
    symlinkSync(path.join(from, name), path.join(to, name));
  }
  for (const name of readdirSync(path.join(from, '@tradewind'))) {
    const workspace = path.relative(ROOT, realpathSync(path.join(from, '@tradewind', name)));
    symlinkSync(path.join(tree, workspace), path.join(to, '@tradewind', name));
  }
}

function git(...args: string[]): void {
  const { status, stderr } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args[0]} failed: ${stderr.trim()}`);
}

/** The templates as another commit of the repository makes them, in a tree of its own that is removed again. */
export function commitTemplates(commit: string, stage: string): Templates {
  const tree = mkdtempSync(path.join(tmpdir(), 'tradewind-diff-'));
  git('worktree', 'add', '--detach', tree, commit);
  try {
    linkDependencies(tree);
    return treeTemplates(tree, stage);
  } finally {
    git('worktree', 'remove', '--force', tree);
    rmSync(tree, { recursive: true, force: true });
  }
}
