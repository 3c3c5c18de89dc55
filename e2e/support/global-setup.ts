import { seed, seededDataDir } from './seeded-data.ts';
import { startSystem, type System } from './system.ts';

declare global {
  var tradewind: { system: System; dataDirs: readonly string[] } | undefined;
}

/**
 * One system for all end-to-end tests; those that stop, kill or break one start their own. None for `npm run test:stage`,
 * which names a deployed one.
 */
export default async function globalSetup(): Promise<void> {
  if (process.env['TRADEWIND_STAGE_URL'] !== undefined) {
    process.env['TRADEWIND_URL'] = process.env['TRADEWIND_STAGE_URL'];
    return;
  }
  const seeded = await seed();
  const dataDir = await seededDataDir('e2e');
  const system = await startSystem({ dataDir });
  globalThis.tradewind = { system, dataDirs: [seeded, dataDir] };
  process.env['TRADEWIND_URL'] = system.url;
  process.env['TRADEWIND_AWS_URL'] = system.awsUrl;
  process.env['TRADEWIND_E2E_DATA_DIR'] = dataDir;
}
