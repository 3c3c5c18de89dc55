import { StatementUse } from '@tradewind/local-cloud/iam/usage-log';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { installed, ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';
import type { DeclaredStatement } from './statements.ts';

/** What one test file did when it ran alone. */
const TestRun = z.object({
  file: z.string(),
  /** Of the file and of the statements of the services that it used: a run counts no longer when they change. */
  basis: z.string(),
  passed: z.boolean(),
  seconds: z.number(),
  uses: z.array(StatementUse),
});
export type TestRun = z.output<typeof TestRun>;

export interface RunSettings {
  readonly usageFile?: string;
  /** An action that the cloud is to do without, as `nameOf` names it. */
  readonly without?: string;
  /** Only the tests whose name fits. */
  readonly namePattern?: string | undefined;
  readonly timeoutMs: number;
}

/** Per test; what hangs because it was refused must not hang for long. */
const TEST_TIMEOUT_MS = { '.int.test.ts': 30_000, '.e2e.test.ts': 90_000 } as const;
const RECORDS = path.join(ROOT, '.tradewind/check-iam/runs');
const LONGEST_RUN_MS = 10 * 60_000;

/** Every test file that may run functions, by its path from the root. */
export function testFiles(): string[] {
  const found = globSync(['{packages,services,tools}/**/*.int.test.ts', 'e2e/*.e2e.test.ts'], {
    cwd: ROOT,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  });
  return found.filter((file) => !file.startsWith('packages/local-cloud/')).toSorted();
}

/** Runs one test file alone. Answers whether it passed; a run that had to be ended did not. */
export async function runTestFile(file: string, { usageFile, without, namePattern, timeoutMs }: RunSettings) {
  const kind = file.endsWith('.e2e.test.ts') ? '.e2e.test.ts' : '.int.test.ts';
  const limit = without === undefined ? TEST_TIMEOUT_MS[kind] : Math.min(TEST_TIMEOUT_MS[kind], 20_000);
  const { code, output, durationMs } = await run(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      installed('jest/bin/jest.js'),
      '--silent',
      '--testTimeout',
      String(limit),
      ...(namePattern === undefined ? [] : ['--testNamePattern', namePattern]),
      '--runTestsByPath',
      file,
    ],
    {
      cwd: ROOT,
      timeoutMs,
      env: {
        ...(usageFile !== undefined && { TRADEWIND_IAM_USAGE: usageFile }),
        ...(without !== undefined && { TRADEWIND_IAM_WITHOUT: without }),
      },
    },
  );
  return { passed: code === 0, seconds: durationMs / 1000, output };
}

/** Runs a test file and keeps which statements it needed. */
export async function recordTestFile(file: string, statements: readonly DeclaredStatement[]): Promise<TestRun> {
  mkdirSync(RECORDS, { recursive: true });
  const usageFile = `${recordPath(file)}l`;
  rmSync(usageFile, { force: true });
  const { passed, seconds } = await runTestFile(file, { usageFile, timeoutMs: LONGEST_RUN_MS });
  const lines = existsSync(usageFile)
    ? readFileSync(usageFile, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
  rmSync(usageFile, { force: true });
  const uses = uniqueUses(lines);
  const testRun: TestRun = { file, basis: basisOf(file, uses, statements), passed, seconds, uses };
  writeFileSync(recordPath(file), JSON.stringify(testRun));
  return testRun;
}

/** The kept runs that passed, of test files that are as they were, under the same statements. */
export function recordedRuns(statements: readonly DeclaredStatement[]): TestRun[] {
  if (!existsSync(RECORDS)) return [];
  return readdirSync(RECORDS)
    .filter((name) => name.endsWith('.json'))
    .map((name) => z.parse(TestRun, JSON.parse(readFileSync(path.join(RECORDS, name), 'utf8'))))
    .filter(({ passed, file }) => passed && existsSync(path.join(ROOT, file)))
    .filter(({ file, basis, uses }) => basis === basisOf(file, uses, statements));
}

/** Reads a record that a cloud wrote itself, of tests that were run by other means. */
export function readUsage(file: string): StatementUse[] {
  return uniqueUses(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  );
}

function uniqueUses(lines: readonly string[]): StatementUse[] {
  return [...new Set(lines)].map((line) => z.parse(StatementUse, JSON.parse(line)));
}

function recordPath(file: string): string {
  return path.join(RECORDS, `${file.replaceAll('/', '~')}.json`);
}

function basisOf(file: string, uses: readonly StatementUse[], statements: readonly DeclaredStatement[]): string {
  const services = new Set(uses.map(({ statement }) => serviceOf(statement)));
  const hash = createHash('sha256').update(readFileSync(path.join(ROOT, file)));
  for (const { id, fingerprint } of statements) {
    if (services.has(serviceOf(id))) hash.update(`${id} ${fingerprint}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function serviceOf(statementId: string): string {
  return statementId.slice(0, statementId.indexOf('/'));
}
