import { ROOT } from '../process/repository.ts';
import { run } from '../process/run.ts';

/** What has to be brought up to date by other programs once a service is written. */
export interface FollowUp {
  readonly what: string;
  /** What a person runs where it failed. */
  readonly remedy: string;
  readonly command: string;
  readonly args: readonly string[];
}

export interface FollowUpOptions {
  /** Leaves node_modules alone. */
  readonly lockOnly: boolean;
}

/** In the order in which they are to be run. */
export function followUps({ lockOnly }: FollowUpOptions): FollowUp[] {
  // npm hands its own reading of `--dry-run` down to its children. Nothing is fetched: what is locked is installed.
  const flags = ['--dry-run=false', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  return [
    {
      what: 'packages/client/src/generated',
      remedy: 'npm run generate:client',
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', 'tools/client/generate-client.ts'],
    },
    {
      // Without an entry for the workspace `npm ci` refuses to work; without its link `npm start` would install again.
      what: 'package-lock.json',
      remedy: 'npm install',
      command: 'npm',
      args: ['install', ...flags, ...(lockOnly ? ['--package-lock-only'] : [])],
    },
    {
      what: 'tools/snapshot/templates',
      remedy: 'npm run update:templates',
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', 'tools/snapshot/update-templates.ts'],
    },
  ];
}

/** Answers the output of the program if it failed. */
export async function runFollowUp({ command, args }: FollowUp): Promise<string | undefined> {
  const { code, output } = await run(command, args, { cwd: ROOT });
  return code === 0 ? undefined : output;
}
