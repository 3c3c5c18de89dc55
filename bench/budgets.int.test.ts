import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCloud, type Cloud } from '@tradewind/local-cloud';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleBudget, FORBIDDEN_MODULES, MODULE_EXCEPTIONS, UNANSWERED } from './budgets.ts';
import { deployedBundles, type DeployedBundle } from './bundles/deployed-bundles.ts';
import { invokeInTurn, type InvocationReport } from './bundles/invoke-in-turn.ts';
import { startWithoutEach } from './bundles/start-without.ts';

let directory: string;
let cloud: Cloud;
let bundles: readonly DeployedBundle[];
let reports: readonly InvocationReport[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tradewind-budgets-'));
  cloud = await startCloud({ root: join(import.meta.dirname, '..'), functions: false, console: false });
  bundles = await deployedBundles(directory, cloud.endpoint);
  reports = await invokeInTurn(bundles, directory);
}, 120_000);

afterAll(async () => {
  await cloud.close();
  await rm(directory, { recursive: true });
});

/** The module that a function loaded in spite of the list: `undici` of `NativeModule internal/deps/undici/undici`. */
function forbiddenIn({ name, loaded }: InvocationReport): string[] {
  const parts = new Set(loaded.flatMap((module) => module.replace(/^NativeModule /, '').split('/')));
  const excepted = MODULE_EXCEPTIONS[name] ?? {};
  return Object.keys(FORBIDDEN_MODULES).filter((module) => parts.has(module) && !(module in excepted));
}

describe('every function, bundled as it is deployed', () => {
  it('keeps to the size of its kind', () => {
    const tooLarge = bundles.flatMap(({ name, bytes }) => {
      const { kilobytes, reason } = bundleBudget(name);
      const size = bytes / 1024;
      return size > kilobytes ? [`${name}: ${size.toFixed(1)} KB of ${kilobytes} (${reason})`] : [];
    });
    expect(tooLarge).toEqual([]);
  });

  it('answers its sample event under its own role, without a fault of its own', () => {
    const failed = reports.filter(({ status = 0, error }) => status >= 500 || error?.startsWith('internal.error'));
    expect(failed.filter(({ name }) => !(name in UNANSWERED))).toEqual([]);
    expect(reports).toHaveLength(bundles.length);
  });

  it('starts with its environment, and fails at start without any of its settings, which it names', async () => {
    const starts = await startWithoutEach(bundles, directory);
    const wrong = starts.filter(({ without, said }) =>
      without === undefined ? said !== '' : !said.startsWith('Missing or wrong') || !said.includes(without),
    );
    expect(wrong).toEqual([]);
    expect(starts.length).toBeGreaterThan(2 * bundles.length);
  });

  it('loads none of the modules that slow a cold start', () => {
    const slow = reports.flatMap((report) =>
      forbiddenIn(report).map((module) => `${report.name} loads ${module}: ${FORBIDDEN_MODULES[module]}`),
    );
    expect(slow).toEqual([]);
  });

  it('exists, if it is excepted from one of these rules', () => {
    const names = bundles.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(MODULE_EXCEPTIONS), ...Object.keys(UNANSWERED)]));
  });
});
