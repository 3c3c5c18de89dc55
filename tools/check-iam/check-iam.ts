import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exitWith } from '../process/exit-code.ts';
import { ROOT } from '../process/repository.ts';
import { OptionsError, readOptions, type Options } from './options.ts';
import { forgetProofs, keptProofs, prove, type Proof } from './proof.ts';
import { notNeeded, reportOn, table } from './report.ts';
import { grantsOf, loadStatements, nameOf, type DeclaredStatement } from './statements.ts';
import { readUsage, recordedRuns, recordTestFile, testFiles, type TestRun } from './test-runs.ts';
import { unexplainedWildcards } from './wildcards.ts';

const PARALLEL = 2;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Works through a list on both cores, beginning nothing new after the deadline. Answers what was left undone. */
async function workThrough<Item>(items: readonly Item[], deadline: number, work: (item: Item) => Promise<void>) {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    while (queue.length > 0 && Date.now() < deadline) {
      const item = queue.shift();
      if (item !== undefined) await work(item);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return queue;
}

function selects({ only }: Options, name: string): boolean {
  return only.length === 0 || only.some((text) => name.includes(text));
}

/** The integration tests first; the end-to-end tests are slow and run only while something still seems unneeded. */
async function runTests(
  statements: readonly DeclaredStatement[],
  options: Options,
  deadline: number,
): Promise<TestRun[]> {
  const before = options.fresh ? new Set<string>() : new Set(recordedRuns(statements).map(({ file }) => file));
  const done: TestRun[] = options.fresh ? [] : recordedRuns(statements);
  for (const kind of ['.int.test.ts', '.e2e.test.ts']) {
    const uses = done.flatMap((testRun) => testRun.uses);
    if (notNeeded(reportOn(statements, uses)).length === 0) break;
    const files = testFiles().filter((file) => file.endsWith(kind) && !before.has(file));
    print(`Running ${files.length} test files, each alone, to see what they need.`);
    const left = await workThrough(files, deadline, async (file) => {
      const testRun = await recordTestFile(file, statements);
      done.push(testRun);
      const { passed, seconds } = testRun;
      print(`${passed ? '✓' : '✗'} ${file} (${seconds.toFixed(0)} s, ${testRun.uses.length} uses)`);
    });
    if (left.length > 0) print(`Out of time: ${left.length} of them were not run. Run the command again to go on.`);
  }
  return done;
}

/** Answers how many findings there are. */
function checkWildcards(): number {
  const findings = globSync('services/*/{serverless.yml,functions/*.yml,resources/*.yml}', { cwd: ROOT }).flatMap(
    (file) =>
      unexplainedWildcards(readFileSync(path.join(ROOT, file), 'utf8')).map(
        ({ line, resource }) => `${file}:${line} has the resource ${resource} without a comment that says why`,
      ),
  );
  for (const finding of findings) print(finding);
  return findings.length;
}

/** Answers how many statements, and actions of the others, are not needed. */
function checkUse(statements: readonly DeclaredStatement[], uses: readonly TestRun['uses'][number][]): number {
  const report = reportOn(statements, uses);
  const rows = report
    .filter(({ state }) => state !== 'used')
    .map(({ id, state, unneededActions }) => [id, state, unneededActions.join(', ')]);
  if (rows.length > 0) print(`\n${table(['statement', 'state', 'actions not needed'], rows)}\n`);
  const unneeded = notNeeded(report).length;
  const counted = `${statements.length} statements with ${grantsOf(statements).length} actions`;
  print(
    unneeded === 0 ? `${counted}: some test needs each of them.` : `${counted}: no test needs ${unneeded} of them.`,
  );
  return unneeded;
}

/** Answers how many actions are not proven. */
async function checkProofs(
  statements: readonly DeclaredStatement[],
  runs: readonly TestRun[],
  options: Options,
  deadline: number,
) {
  if (options.fresh) forgetProofs();
  const isRed = ({ outcome }: Proof): boolean => outcome === 'red';
  const grants = grantsOf(statements);
  const proven = new Set(
    keptProofs(grants)
      .filter(isRed)
      .map(({ grant }) => grant),
  );
  const open = grants.filter((grant) => !proven.has(nameOf(grant)));
  await workThrough(open, deadline, async (one) => {
    const { grant, outcome, file, seconds } = await prove(one, runs);
    print(`${outcome === 'red' ? '✓' : '✗'} ${grant}: ${outcome} ${file} (${seconds.toFixed(0)} s)`);
  });
  const proofs = new Map(keptProofs(grants).map((proof) => [proof.grant, proof]));
  const rows = grants.map(nameOf).map((name) => {
    const { outcome = 'not tried', file = '' } = proofs.get(name) ?? {};
    return [name, outcome, file];
  });
  print(`\n${table(['without', 'outcome', 'test'], rows)}\n`);
  const red = [...proofs.values()].filter(isRed).length;
  print(`${red} of ${grants.length} actions are proven: a test fails without them.`);
  return grants.length - red;
}

/** Reports everything and answers how much of it should not be. */
async function countFindings(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const deadline = Date.now() + options.minutes * 60_000;
  const declared = await loadStatements();
  const statements = declared.filter(({ id }) => selects(options, id));
  let findings = checkWildcards();
  if (options.usageFiles.length > 0) return findings + checkUse(statements, options.usageFiles.flatMap(readUsage));
  const runs = await runTests(declared, options, deadline);
  for (const { file } of runs.filter(({ passed }) => !passed)) print(`${file} fails with everything allowed.`);
  findings += runs.filter(({ passed }) => !passed).length;
  findings += checkUse(
    statements,
    runs.flatMap(({ uses }) => uses),
  );
  if (options.prove) findings += await checkProofs(statements, runs, options, deadline);
  return findings;
}

await exitWith(
  async () => ((await countFindings()) === 0 ? 0 : 1),
  (error) => (error instanceof OptionsError ? { code: 2 } : {}),
);
