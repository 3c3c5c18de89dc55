import { removeDataDir } from './seeded-data.ts';

export default async function globalTeardown(): Promise<void> {
  const running = globalThis.tradewind;
  if (running === undefined) return;
  await running.system.stop();
  await Promise.all(running.dataDirs.map(removeDataDir));
}
