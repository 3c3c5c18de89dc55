import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSystem } from './system.ts';

/** Where the global setup says what a first start leaves behind: accounts, catalogue and stock. */
const SEED_VARIABLE = 'TRADEWIND_E2E_SEED_DIR';

/** Starts a system for the first time and stops it; every other system of the run begins with a copy of its data. */
export async function seed(): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tradewind-seed-'));
  const system = await startSystem({ dataDir });
  await system.stop();
  process.env[SEED_VARIABLE] = dataDir;
  return dataDir;
}

/** A data directory of a test's own, as a first start leaves it: seeding each anew would take seconds of both cores. */
export async function seededDataDir(name: string): Promise<string> {
  const seeded = process.env[SEED_VARIABLE];
  if (seeded === undefined) throw new Error(`${SEED_VARIABLE} is not set: the global setup did not run.`);
  const dataDir = await mkdtemp(path.join(tmpdir(), `tradewind-${name}-`));
  await cp(seeded, dataDir, { recursive: true });
  return dataDir;
}

export async function removeDataDir(dataDir: string | undefined): Promise<void> {
  if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
}
