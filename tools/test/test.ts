import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHECKS, describeResult, runSteps } from '../check/steps.ts';
import { installed, ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';
import { talliesOf, type Tally } from './tally.ts';

/** What `npm test` runs of Jest's projects, all at once: what waits for a clock in one leaves the cores to another. */
const PROJECTS = ['unit', 'integration', 'e2e', 'reliability'];
/** Two more than two cores: the files that begin mostly wait for a clock. */
const WORKERS = 4;
/** How long a test may take that does not say so itself, in ms: on a busy machine, and without a hang going unseen. */
const TIMEOUT_MS = 90_000;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function runJest(scratch: string): Promise<Tally[]> {
  print('\n── tests');
  const reportFile = path.join(scratch, 'report.json');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = [installed('jest/bin/jest.js'), '--selectProjects', ...PROJECTS, '--json', '--outputFile', reportFile];
  jest.push('--silent', '--maxWorkers', String(WORKERS), '--testTimeout', String(TIMEOUT_MS));
  const { code } = await run(process.execPath, [...flags, ...jest], {
    cwd: ROOT,
    env: {
      // Request lines of handlers under test would drown the report.
      LOG_LEVEL: 'silent',
      // Programs that tests start again and again, the Serverless CLI above all, are compiled once.
      NODE_COMPILE_CACHE: path.join(scratch, 'compiled'),
    },
    onOutput: (chunk) => process.stdout.write(chunk),
  });
  return talliesOf(existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : undefined, code);
}

async function runChecks(): Promise<Tally> {
  print('── checks');
  const started = performance.now();
  const results = await runSteps(CHECKS, (result) => print(describeResult(result)));
  const passed = results.filter(({ code }) => code === 0).length;
  return { name: 'checks', passed, failed: results.length - passed, seconds: (performance.now() - started) / 1000 };
}

const scratch = mkdtempSync(path.join(tmpdir(), 'tradewind-test-'));
// Together: the first tests to begin wait longer than the checks take.
const [checks, tests] = await Promise.all([runChecks(), runJest(scratch)]);
const tallies = [checks, ...tests];
rmSync(scratch, { recursive: true, force: true });

print('\n── summary');
for (const { name, passed, failed, seconds } of tallies) {
  print(`${failed === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${passed} passed, ${failed} failed in ${seconds.toFixed(0)} s`);
}
const passed = tallies.reduce((total, tally) => total + tally.passed, 0);
const failed = tallies.reduce((total, tally) => total + tally.failed, 0);
print(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
