import { afterAll, beforeAll } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
    dataDir = await mkdtemp(path.join(tmpdir(), `tradewind-${name}-`));
    const system = await startSystem({ dataDir });
    running = { system, aws: awsSide(system.awsUrl) };
    process.env['TRADEWIND_URL'] = system.url;
  }, START_MS);

  afterAll(async () => {
    process.env['TRADEWIND_URL'] = sharedUrl;
    running?.aws.close();
    await running?.system.stop();
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
  });

  return () => {
    if (running === undefined) throw new Error('The system does not run yet.');
    return running;
  };
}
