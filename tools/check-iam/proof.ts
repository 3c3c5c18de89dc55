import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';
import { covers, nameOf, type Grant } from './statements.ts';
import { readUsage, runTestFile, type TestRun } from './test-runs.ts';

const Proof = z.object({
  /** `orders/cancel-order#0:dynamodb:GetItem` */
  grant: z.string(),
  fingerprint: z.string(),
  file: z.string(),
  /**
   * `red`: the action was missed and the test failed, as it should; `broken`: the test failed before it came to
   * that, which proves nothing.
   */
  outcome: z.enum(['red', 'green', 'broken', 'no test']),
  seconds: z.number(),
});
export type Proof = z.output<typeof Proof>;

const PROOFS = path.join(ROOT, '.tradewind/check-iam/proofs-of-actions.jsonl');
/** Without the action a test may wait for what never comes; it is given this many times its usual time, and more. */
const PATIENCE = 3;
const EXTRA_MS = 60_000;
const SAMPLES = 'tools/check-iam/roles/samples.int.test.ts';
/** More test files are tried when the first one stays green. */
const MAX_FILES = 5;

/** What was proven already about actions of statements that are still the same, in the order of the grants. */
export function keptProofs(grants: readonly Grant[]): Proof[] {
  const lines = existsSync(PROOFS)
    ? readFileSync(PROOFS, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
  const latest = new Map(lines.map((line) => z.parse(Proof, JSON.parse(line))).map((proof) => [proof.grant, proof]));
  return grants.flatMap((grant) => {
    const proof = latest.get(nameOf(grant));
    return proof?.fingerprint === grant.fingerprint ? [proof] : [];
  });
}

/** Forgets all proofs. */
export function forgetProofs(): void {
  rmSync(PROOFS, { force: true });
}

/** Takes an action away and runs the tests that need it, the shortest first, until one fails. Keeps the outcome. */
export async function prove(grant: Grant, runs: readonly TestRun[]): Promise<Proof> {
  const common = { grant: nameOf(grant), fingerprint: grant.fingerprint };
  let proof: Proof = { ...common, file: '', outcome: 'no test', seconds: 0 };
  for (const { file, seconds } of testsNeeding(grant, runs).slice(0, MAX_FILES)) {
    const timeoutMs = Math.round(seconds * 1000 * PATIENCE) + EXTRA_MS;
    const { passed, missed, seconds: took } = await runWithout(grant, file, timeoutMs);
    proof = { ...common, file, outcome: outcomeOf(passed, missed), seconds: took };
    if (proof.outcome === 'red') break;
  }
  mkdirSync(path.dirname(PROOFS), { recursive: true });
  appendFileSync(PROOFS, `${JSON.stringify(proof)}\n`);
  return proof;
}

async function runWithout(grant: Grant, file: string, timeoutMs: number) {
  const directory = mkdtempSync(path.join(tmpdir(), 'tradewind-proof-'));
  const usageFile = path.join(directory, 'usage.jsonl');
  const namePattern = sampleTest(file, grant.statement);
  const result = await runTestFile(file, { usageFile, without: nameOf(grant), namePattern, timeoutMs });
  const missed = existsSync(usageFile) && readUsage(usageFile).some((use) => isOf(grant, use));
  rmSync(directory, { recursive: true });
  return { ...result, missed };
}

function isOf({ statement, action }: Grant, use: TestRun['uses'][number]): boolean {
  return use.statement === statement && covers(action, use.action);
}

/** What a run without the action says; `missed` tells whether a call needed it. */
export function outcomeOf(passed: boolean, missed: boolean): Proof['outcome'] {
  if (passed) return 'green';
  return missed ? 'red' : 'broken';
}

/** In the file that runs the samples of all functions, only that of the statement's function can fail. */
function sampleTest(file: string, statement: string): string | undefined {
  const name = statement.slice(0, statement.lastIndexOf('#'));
  const isFunction = name.split('/').length === 2 && !/\/[A-Z]/.test(name);
  return file === SAMPLES && isFunction ? `${name} has` : undefined;
}

/** Those that passed and for which nothing else would have allowed the same; the shortest first. */
export function testsNeeding(grant: Grant, runs: readonly TestRun[]): TestRun[] {
  return runs
    .filter(({ passed, uses }) => passed && uses.some((use) => use.alone && isOf(grant, use)))
    .toSorted((left, right) => left.seconds - right.seconds);
}
