import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';
import { Template } from './template-diff.ts';

const TEMPLATE = '.serverless/cloudformation-template-update-stack.json';

export type Templates = ReadonlyMap<string, Template>;

/** The templates that the last packaging left in a tree, by service. */
function readTemplates(root: string): Templates {
  const services = path.join(root, 'services');
  const packaged = readdirSync(services).filter((name) => existsSync(path.join(services, name, TEMPLATE)));
  return new Map(
    packaged.map((name) => {
      return [name, Template.parse(JSON.parse(readFileSync(path.join(services, name, TEMPLATE), 'utf8')))];
    }),
  );
}

/** Packages all services of a tree by its own command and answers their templates. Throws with the output if it fails. */
export async function packageTree(root: string, stage: string): Promise<Templates> {
  const packaged = await run(process.execPath, ['tools/run.mjs', 'package', '--stage', stage], { cwd: root });
  if (packaged.code !== 0) throw new Error(`Packaging ${stage} failed:\n${packaged.output}`);
  return readTemplates(root);
}

/**
 * Gives a second tree of the repository this one's dependencies. The workspaces among them lead to the second tree,
 * whose code is to be packaged.
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

/** The templates as another commit of the repository packages them, in a tree of its own that is removed again. */
export async function templatesOf(commit: string, stage: string): Promise<Templates> {
  const tree = mkdtempSync(path.join(tmpdir(), 'tradewind-diff-'));
  git('worktree', 'add', '--detach', tree, commit);
  try {
    linkDependencies(tree);
    return await packageTree(tree, stage);
  } finally {
    git('worktree', 'remove', '--force', tree);
    rmSync(tree, { recursive: true, force: true });
  }
}
