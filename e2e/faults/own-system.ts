import { afterAll, beforeAll } from '@jest/globals';
import { removeDataDir, seededDataDir } from '../support/seeded-data.ts';
import { startSystem, type System } from '../support/system.ts';
import { awsSide, type AwsSide } from './aws.ts';

const START_MS = 120_000;

export interface OwnSystem {
  readonly system: System;
  readonly aws: AwsSide;
}

/** A system for the tests of one file alone, which may break it; answers how to reach it once it runs. */
export function ownSystem(name: string): () => OwnSystem {
  const sharedUrl = process.env['TRADEWIND_URL'];
  let running: OwnSystem | undefined;
  let dataDir: string | undefined;

  beforeAll(async () => {
    dataDir = await seededDataDir(name);
    const system = await startSystem({ dataDir });
    running = { system, aws: awsSide(system.awsUrl) };
    process.env['TRADEWIND_URL'] = system.url;
  }, START_MS);

  afterAll(async () => {
    process.env['TRADEWIND_URL'] = sharedUrl;
    running?.aws.close();
    await running?.system.stop();
    await removeDataDir(dataDir);
  });

  return () => {
    if (running === undefined) throw new Error('The system does not run yet.');
    return running;
  };
}
