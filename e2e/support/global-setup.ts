import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSystem, type System } from './system.ts';

declare global {
  var tradewind: { system: System; dataDir: string } | undefined;
}

/** One system for all end-to-end tests; those that stop or kill one start their own. */
export default async function globalSetup(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tradewind-e2e-'));
  const system = await startSystem({ dataDir });
  globalThis.tradewind = { system, dataDir };
  process.env['TRADEWIND_URL'] = system.url;
  process.env['TRADEWIND_AWS_URL'] = system.awsUrl;
  process.env['TRADEWIND_E2E_DATA_DIR'] = dataDir;
}
