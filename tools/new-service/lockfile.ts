import { ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';

export interface LockfileOptions {
  /** Leaves node_modules alone. */
  readonly lockOnly: boolean;
}

/**
 * Enters the new workspace in package-lock.json, without which `npm ci` refuses to work, and links it in node_modules.
 * It needs no network: everything that is locked is installed. Answers npm's words if it failed.
 */
export async function enterInLockfile({ lockOnly }: LockfileOptions): Promise<string | undefined> {
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  const scope = lockOnly ? ['--package-lock-only'] : [];
  // A child of `npm run -- --dry-run` inherits npm's own reading of that flag.
  const { code, output } = await run('npm', ['install', '--dry-run=false', ...flags, ...scope], { cwd: ROOT });
  return code === 0 ? undefined : output;
}
