import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHECKS, describeResult, runSteps } from '../check/steps.ts';
import { installed, ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';

interface Tally {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

/** Jest's projects and how long one of their tests may take, in ms. */
const JEST_PROJECTS = { unit: 20_000, integration: 30_000, e2e: 90_000 } as const;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function numberAt(report: unknown, key: string): number {
  if (typeof report !== 'object' || report === null) return 0;
  const value: unknown = Reflect.get(report, key);
  return typeof value === 'number' ? value : 0;
}

/** Jest's own report of a run. A suite that could not even load counts as one failure, a missing report as well. */
function tallyOf(name: string, reportFile: string, code: number, durationMs: number): Tally {
  const seconds = durationMs / 1000;
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return { name, passed: 0, failed: 1, seconds };
  }
  const failed = numberAt(report, 'numFailedTests') + numberAt(report, 'numRuntimeErrorTestSuites');
  const passed = numberAt(report, 'numPassedTests');
  return { name, passed, failed: failed === 0 && code !== 0 ? 1 : failed, seconds };
}

async function runJest(project: string, timeoutMs: number, reports: string): Promise<Tally> {
  print(`\n── ${project} tests`);
  const reportFile = path.join(reports, `${project}.json`);
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = [installed('jest/bin/jest.js'), '--selectProjects', project, '--json', '--outputFile', reportFile];
  jest.push('--silent', '--maxWorkers', '2', '--testTimeout', String(timeoutMs));
  const { code, durationMs } = await run(process.execPath, [...flags, ...jest], {
    cwd: ROOT,
    // Request lines of handlers under test would drown the report.
    env: { LOG_LEVEL: 'silent' },
    onOutput: (chunk) => process.stdout.write(chunk),
  });
  return tallyOf(project, reportFile, code, durationMs);
}

async function runChecks(): Promise<Tally> {
  print('── checks');
  const started = performance.now();
  const results = await runSteps(CHECKS, (result) => print(describeResult(result)));
  const passed = results.filter(({ code }) => code === 0).length;
  return { name: 'checks', passed, failed: results.length - passed, seconds: (performance.now() - started) / 1000 };
}

const reports = mkdtempSync(path.join(tmpdir(), 'tradewind-test-'));
const tallies = [await runChecks()];
for (const [project, timeoutMs] of Object.entries(JEST_PROJECTS)) {
  tallies.push(await runJest(project, timeoutMs, reports));
}
rmSync(reports, { recursive: true, force: true });

print('\n── summary');
for (const { name, passed, failed, seconds } of tallies) {
  print(`${failed === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${passed} passed, ${failed} failed in ${seconds.toFixed(0)} s`);
}
const passed = tallies.reduce((total, tally) => total + tally.passed, 0);
const failed = tallies.reduce((total, tally) => total + tally.failed, 0);
print(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
