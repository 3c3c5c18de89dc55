import { spawnSync } from 'node:child_process';
import { installed, ROOT } from '../process/repository.ts';

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
  const { status } = spawnSync(process.execPath, [sls, command, '--stage', stage, '--region', region], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...settings },
  });
  return status ?? 1;
}
