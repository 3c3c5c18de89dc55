import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { installed, ROOT } from '../process/repository.ts';

const Compose = z.object({ services: z.record(z.string(), z.unknown()) });

/** The command line with which compose deploys a stage. It refuses `--region`; see {@link regionSettings}. */
export function deployArguments(stage: string): string[] {
  return ['deploy', '--stage', stage];
}

/** Where config/serverless/provider.yml reads the region, unless it is given by `--region` in a service's folder. */
export function regionSettings(region: string): Readonly<Record<string, string>> {
  return { TRADEWIND_REGION: region };
}

/** The services of serverless-compose.yml, which names none before those that it builds upon. */
export function deploymentOrder(): string[] {
  const file = readFileSync(path.join(ROOT, 'serverless-compose.yml'), 'utf8');
  return Object.keys(Compose.parse(parse(file)).services);
}

function runFramework(args: readonly string[], cwd: string, settings: Readonly<Record<string, string>>): number {
  const sls = installed('serverless/bin/serverless.js');
  const { status } = spawnSync(process.execPath, [sls, ...args], {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...settings },
  });
  return status ?? 1;
}

/** Deploys all services of a stage in their order and answers the framework's exit code. */
export function deployAll(stage: string, region: string, settings: Readonly<Record<string, string>>): number {
  return runFramework(deployArguments(stage), ROOT, { ...regionSettings(region), ...settings });
}

/**
 * Removes the stack of one service and answers the framework's exit code. Not by compose, which knows what the stacks
 * tell each other only on the machine that deployed them.
 */
export function removeService(service: string, stage: string, region: string): number {
  return runFramework(['remove', '--stage', stage], path.join(ROOT, 'services', service), regionSettings(region));
}
