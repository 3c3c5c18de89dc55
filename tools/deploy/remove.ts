import { parseArgs } from 'node:util';
import { stageSettings } from '../stages/stages.ts';
import { isProtected } from './data-guard.ts';
import { runFramework } from './framework.ts';

const USAGE = `Usage: npm run remove -- --stage <name> [--region us-east-1] [--remove-protected <name>]

Removes all stacks of a stage. A protected stage (production) has to be named a second time with --remove-protected; its
tables, user pool and keys have deletion protection and stay even then, until each is released by hand.
`;

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    region: { type: 'string', default: 'us-east-1' },
    'remove-protected': { type: 'string' },
  },
});

function remove(stage: string): number {
  if (isProtected(stageSettings(stage)) && values['remove-protected'] !== stage) {
    process.stderr.write(
      `The stage ${stage} is protected, so nothing was removed. If you mean it: --remove-protected ${stage}\n`,
    );
    return 3;
  }
  return runFramework('remove', stage, values.region);
}

if (values.stage === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  process.exitCode = remove(values.stage);
}
