import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';
import type { DeclaredStatement } from './statements.ts';
import { readUsage, runTestFile, type TestRun } from './test-runs.ts';

const Proof = z.object({
  statement: z.string(),
  fingerprint: z.string(),
  file: z.string(),
  /**
   * `red`: the statement was missed and the test failed, as it should; `broken`: the test failed before it came to
   * that, which proves nothing.
   */
  outcome: z.enum(['red', 'green', 'broken', 'no test']),
  seconds: z.number(),
});
export type Proof = z.output<typeof Proof>;

const PROOFS = path.join(ROOT, '.tradewind/check-iam/proofs.jsonl');
/** Without the statement a test may wait for what never comes; it is given this many times its usual time, and more. */
const PATIENCE = 3;
const EXTRA_MS = 60_000;
const SAMPLES = 'tools/check-iam/roles/samples.int.test.ts';
/** More test files are tried when the first one stays green. */
const MAX_FILES = 3;

/** What was proven already about statements that are still the same, in the order of the statements. */
export function keptProofs(statements: readonly DeclaredStatement[]): Proof[] {
  const lines = existsSync(PROOFS)
    ? readFileSync(PROOFS, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
  const latest = new Map(
    lines.map((line) => z.parse(Proof, JSON.parse(line))).map((proof) => [proof.statement, proof]),
  );
  return statements.flatMap(({ id, fingerprint }) => {
    const proof = latest.get(id);
    return proof?.fingerprint === fingerprint ? [proof] : [];
  });
}

/** Forgets all proofs. */
export function forgetProofs(): void {
  rmSync(PROOFS, { force: true });
}

/** Takes a statement away and runs the tests that need it, the shortest first, until one fails. Keeps the outcome. */
export async function prove({ id, fingerprint }: DeclaredStatement, runs: readonly TestRun[]): Promise<Proof> {
  const candidates = testsNeeding(id, runs);
  let proof: Proof = { statement: id, fingerprint, file: '', outcome: 'no test', seconds: 0 };
  for (const { file, seconds } of candidates.slice(0, MAX_FILES)) {
    const timeoutMs = Math.round(seconds * 1000 * PATIENCE) + EXTRA_MS;
    const { passed, missed, seconds: took } = await runWithout(id, file, sampleTest(file, id), timeoutMs);
    proof = { statement: id, fingerprint, file, outcome: outcomeOf(passed, missed), seconds: took };
    if (proof.outcome === 'red') break;
  }
  mkdirSync(path.dirname(PROOFS), { recursive: true });
  appendFileSync(PROOFS, `${JSON.stringify(proof)}\n`);
  return proof;
}

async function runWithout(id: string, file: string, namePattern: string | undefined, timeoutMs: number) {
  const directory = mkdtempSync(path.join(tmpdir(), 'tradewind-proof-'));
  const usageFile = path.join(directory, 'usage.jsonl');
  const result = await runTestFile(file, { usageFile, without: id, namePattern, timeoutMs });
  const missed = existsSync(usageFile) && readUsage(usageFile).some(({ statement }) => statement === id);
  rmSync(directory, { recursive: true });
  return { ...result, missed };
}

/** What a run without the statement says; `missed` tells whether a call needed it. */
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
export function testsNeeding(statement: string, runs: readonly TestRun[]): TestRun[] {
  return runs
    .filter(({ passed, uses }) => passed && uses.some((use) => use.statement === statement && use.alone))
    .toSorted((left, right) => left.seconds - right.seconds);
}
