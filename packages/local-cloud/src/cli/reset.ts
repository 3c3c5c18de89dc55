import { existsSync, rmSync } from 'node:fs';
import { readSettings } from './settings.ts';
import { AlreadyRunningError, lockInstance } from './single-instance.ts';

/** `npm run reset`: clears the data of the local cloud. Refuses while it runs. Answers the exit code. */
export async function runReset({ root }: { readonly root: string }): Promise<number> {
  const { dataDir, port } = readSettings(root, process.env);
  try {
    const lock = await lockInstance(dataDir, `http://localhost:${port}`);
    const existed = existsSync(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
    await lock.release();
    process.stdout.write(existed ? `Cleared ${dataDir}.\n` : `There is nothing to clear in ${dataDir}.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AlreadyRunningError)) throw error;
    process.stderr.write(`Tradewind runs at ${error.greeting}: stop it first, then reset.\n`);
    return 1;
  }
}
