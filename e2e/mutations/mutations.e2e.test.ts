import { describe, expect, it } from '@jest/globals';
import { ownSystem } from '../faults/own-system.ts';
import { routesWithoutBaseline } from './baselines.ts';
import { runMutations } from './run-mutations.ts';

const COUNT = 5_000;
const RUN_MS = 240_000;

/** Another one in every run, unless the environment repeats an old one. */
const seed = Number(process.env['TRADEWIND_FUZZ_SEED'] ?? Math.floor(Math.random() * 1_000_000));

const running = ownSystem('mutations');

describe(`mutated requests (TRADEWIND_FUZZ_SEED=${seed})`, () => {
  it('begin with a baseline of every operation', () => {
    expect(routesWithoutBaseline()).toEqual([]);
  });

  it(
    'are refused as documented and change nothing',
    async () => {
      process.stdout.write(`TRADEWIND_FUZZ_SEED=${seed}\n`);
      const report = await runMutations({ count: COUNT, seed, awsUrl: running().system.awsUrl });
      process.stdout.write(`${JSON.stringify({ ...report, failures: report.failures.length })}\n`);
      expect({ seed, failures: report.failures.slice(0, 10) }).toEqual({ seed, failures: [] });
      expect(report.sent).toBe(COUNT);
      expect(report.authenticated / report.sent).toBeGreaterThanOrEqual(0.8);
    },
    RUN_MS,
  );
});
