import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';
import { unpinnedActions } from './action-pins.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function workflow(uses: string): string {
  return `jobs:\n  test:\n    steps:\n      - uses: ${uses}\n      - run: npm test\n`;
}

describe('unpinnedActions', () => {
  it.each([
    ['a commit with its version', `actions/checkout@${COMMIT} # v6.0.2`],
    ['an action in a folder of its repository', `github/codeql-action/init@${COMMIT} # v3.30.0`],
    ['an action of our own', './.github/actions/setup'],
    ['a workflow of our own', './.github/workflows/ci.yml'],
  ])('is content with %s', (_, uses) => {
    expect(unpinnedActions(workflow(uses))).toEqual([]);
  });

  it.each([
    ['a tag', 'actions/checkout@v6'],
    ['a full version', 'actions/checkout@v6.0.2 # v6.0.2'],
    ['a branch', 'actions/checkout@main # v6.0.2'],
    ['a short commit', `actions/checkout@${COMMIT.slice(0, 7)} # v6.0.2`],
    ['a commit with something behind it', `actions/checkout@${COMMIT}0 # v6.0.2`],
    ['a commit without a version', `actions/checkout@${COMMIT}`],
    ['a commit with a major version', `actions/checkout@${COMMIT} # v6`],
    ['a commit with another remark', `actions/checkout@${COMMIT} # the newest`],
    ['an action without any version', 'actions/checkout'],
    ['an image', 'docker://alpine:3.22'],
    ['a tag in quotes', `'actions/checkout@v6' # v6.0.2`],
    ['a list', '[actions/checkout@v6]'],
  ])('names %s', (_, uses) => {
    expect(unpinnedActions(workflow(uses))).toEqual([expect.stringContaining('uses ')]);
  });

  it('looks into reusable workflows, composite actions and one-line steps as well', () => {
    expect(unpinnedActions('jobs:\n  ci:\n    uses: others/shared/.github/workflows/ci.yml@v1\n')).toHaveLength(1);
    expect(unpinnedActions('runs:\n  using: composite\n  steps: [{ uses: actions/cache@v5 }]\n')).toHaveLength(1);
  });

  it('names each of several', () => {
    expect(unpinnedActions(`${workflow('a/b@v1')}      - uses: c/d@v2\n`)).toEqual([
      expect.stringContaining('a/b@v1'),
      expect.stringContaining('c/d@v2'),
    ]);
  });
});

describe('Dependabot', () => {
  const Updates = z.object({
    updates: z.array(z.object({ 'package-ecosystem': z.string(), directories: z.optional(z.array(z.string())) })),
  });

  it('looks for newer actions in the workflows and in every action of our own', () => {
    const { updates } = z.parse(Updates, parse(readFileSync(path.join(ROOT, '.github/dependabot.yml'), 'utf8')));
    const looked = updates.find((each) => each['package-ecosystem'] === 'github-actions')?.directories ?? [];
    expect(looked).toContain('/');
    const own = globSync('.github/**/action.yml', { cwd: ROOT }).map((file) => `/${path.dirname(file)}`);
    const unseen = own.filter((folder) => !looked.some((pattern) => path.matchesGlob(folder, pattern)));
    expect([own.length > 0, unseen]).toEqual([true, []]);
  });
});
