import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { startCloud, type Cloud } from '../cloud.ts';
import { ACCOUNTS, ADMIN, SHOPPER } from '../seeding/accounts.ts';
import { seed, type SeedCatalogue } from '../seeding/seed.ts';
import { PortTakenError } from '../server.ts';
import { StoreVersionError } from '../store.ts';
import { TemplateError } from '../templates/model.ts';
import { announcement } from './announcement.ts';
import { fileLog } from './file-log.ts';
import { progressOn, type Progress } from './progress.ts';
import { readSettings, SettingsError, type Settings } from './settings.ts';
import { AlreadyRunningError, lockInstance } from './single-instance.ts';
import { stopSignal } from './stop-signal.ts';

export interface StartOptions {
  /** The repository. */
  readonly root: string;
  /** Fills the shop through its API on the first start. */
  readonly seedCatalogue: SeedCatalogue;
}

/** After seeding, events may still be on their way to the carts' offers. */
const SETTLE_DEADLINE_MS = 15_000;
const SETTLE_STEP_MS = 100;

/** `npm start`: everything until Ctrl-C. Ends the process. */
export async function runStart(options: StartOptions): Promise<void> {
  const progress = progressOn(process.stdout);
  try {
    const settings = readSettings(options.root, process.env);
    const stopped = stopSignal();
    const lock = await lockInstance(settings.dataDir, `http://localhost:${settings.port}`);
    await run(options, settings, progress, stopped);
    await lock.release();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  }
}

async function run(
  { root, seedCatalogue }: StartOptions,
  settings: Settings,
  progress: Progress,
  stopped: Promise<void>,
): Promise<void> {
  const logFile = join(settings.dataDir, 'tradewind.log');
  const log = fileLog(logFile, (text) => progress.note(text));
  const cloud = await step(progress, 'Cloud, services and front door', () =>
    startCloud({ root, ...settings, watch: true, accounts: ACCOUNTS, log }),
  );
  const stop = async () => {
    progress.note('\nStopping …');
    await cloud.close();
  };
  const outcome = await Promise.race([
    prepare(cloud, settings, seedCatalogue, progress).then(() => 'ready' as const),
    stopped.then(() => 'stopped' as const),
  ]);
  if (outcome === 'ready') {
    progress.note(
      announcement({ url: cloud.url, awsEndpoint: cloud.endpoint, accounts: ACCOUNTS, shopper: SHOPPER, logFile }),
    );
    await stopped;
  }
  await stop();
}

async function prepare(
  cloud: Cloud,
  settings: Settings,
  seedCatalogue: SeedCatalogue,
  progress: Progress,
): Promise<void> {
  const prepared = cloud.prepare();
  const seeded = await seed({
    cloud,
    dataDir: settings.dataDir,
    seedCatalogue,
    admin: ADMIN,
    shopper: SHOPPER,
    step: (title, work) => step(progress, title, work),
  });
  await step(progress, 'Functions', () => prepared);
  if (seeded) await step(progress, 'Events on their way', () => settle(cloud));
}

/** Waits until nothing moves any more; quiet for a moment only may be a gap between two hops. */
async function settle(cloud: Cloud): Promise<void> {
  const deadline = performance.now() + SETTLE_DEADLINE_MS;
  for (let quiet = 0; quiet < 5 && performance.now() < deadline; quiet = cloud.idle() ? quiet + 1 : 0) {
    await delay(SETTLE_STEP_MS);
  }
}

async function step<Result>(
  progress: Progress,
  title: string,
  work: (update: (detail: string) => void) => Promise<Result>,
): Promise<Result> {
  const current = progress.step(title);
  try {
    const result = await work((detail) => current.update(detail));
    current.done();
    return result;
  } catch (error) {
    current.failed();
    throw error;
  }
}

function explain(error: unknown): string {
  if (error instanceof AlreadyRunningError) {
    return (
      `Tradewind already runs at ${error.greeting}. Stop it with Ctrl-C where it runs, or start a second one with its ` +
      'own data and ports:\n  TRADEWIND_DATA_DIR=.tradewind-2 TRADEWIND_PORT=4001 TRADEWIND_AWS_PORT=4567 npm start'
    );
  }
  if (error instanceof PortTakenError) {
    return (
      `Port ${error.port} is in use by another program. Choose other ports:\n` +
      '  TRADEWIND_PORT=4001 TRADEWIND_AWS_PORT=4567 npm start'
    );
  }
  const expected =
    error instanceof TemplateError || error instanceof StoreVersionError || error instanceof SettingsError;
  if (expected) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
