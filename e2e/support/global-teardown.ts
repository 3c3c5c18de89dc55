import { rm } from 'node:fs/promises';

export default async function globalTeardown(): Promise<void> {
  const running = globalThis.tradewind;
  if (running === undefined) return;
  await running.system.stop();
  await rm(running.dataDir, { recursive: true, force: true });
}
