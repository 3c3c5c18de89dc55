import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { removeDataDir, seededDataDir } from '../support/seeded-data.ts';
import { runChaos } from './chaos.ts';

const KILLS = 3;
const RUN_MS = 240_000;
const seed = Number(process.env['TRADEWIND_CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const sharedUrl = process.env['TRADEWIND_URL'];

describe(`kill -9 under purchases (TRADEWIND_CHAOS_SEED=${seed})`, () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await seededDataDir('chaos');
  });

  afterEach(async () => {
    process.env['TRADEWIND_URL'] = sharedUrl;
    await removeDataDir(dataDir);
  });

  it(
    'loses no acknowledged order, makes none twice, and leaves all books in agreement',
    async () => {
      process.stdout.write(`TRADEWIND_CHAOS_SEED=${seed}\n`);
      const report = await runChaos({ kills: KILLS, seed, dataDir });
      expect({ seed, findings: report.findings }).toEqual({ seed, findings: [] });
      expect(report.acknowledged).toBeGreaterThan(0);
      expect(report.orders).toEqual({ confirmed: report.acknowledged });
    },
    RUN_MS,
  );
});
