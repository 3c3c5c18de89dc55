import { spawnSync } from 'node:child_process';
import { installed, ROOT } from '../process/repository.ts';

export interface FrameworkCall {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * How the framework is asked to do something for all services of a stage. The region goes by the environment, from which
 * config/serverless/provider.yml reads it: compose refuses `--region`.
 */
export function frameworkCall(command: 'deploy' | 'remove', stage: string, region: string): FrameworkCall {
  return { args: [command, '--stage', stage], environment: { TRADEWIND_REGION: region } };
}

/**
 * Runs a command of the framework for all services of a stage, in their order, and answers its exit code. `settings` are
 * added to its environment.
 */
export function runFramework(
  command: 'deploy' | 'remove',
  stage: string,
  region: string,
  settings: Readonly<Record<string, string>> = {},
): number {
  const sls = installed('serverless/bin/serverless.js');
  const { args, environment } = frameworkCall(command, stage, region);
  const { status } = spawnSync(process.execPath, [sls, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...environment, ...settings },
  });
  return status ?? 1;
}
