import { parseArgs } from 'node:util';
import { stageTemplates } from '../diff/stage-templates.ts';
import { exitWith } from '../process/exit-code.ts';
import { stageSettings } from '../stages/stages.ts';
import { isProtected } from './data-guard.ts';
import { deploymentOrder, removeService } from './framework.ts';

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

/** Services that the stage has a stack of, the last deployed first. */
async function removalOrder(stage: string, region: string): Promise<string[]> {
  const deployed = await stageTemplates(stage, region);
  const hasStack = (service: string): boolean => Object.keys(deployed.get(service)?.Resources ?? {}).length > 0;
  return deploymentOrder().toReversed().filter(hasStack);
}

async function remove(stage: string, region: string): Promise<number> {
  if (isProtected(stageSettings(stage)) && values['remove-protected'] !== stage) {
    process.stderr.write(
      `The stage ${stage} is protected, so nothing was removed. If you mean it: --remove-protected ${stage}\n`,
    );
    return 3;
  }
  const services = await removalOrder(stage, region);
  if (services.length === 0) process.stdout.write(`There is no stack of ${stage} in ${region}.\n`);
  for (const service of services) {
    const status = removeService(service, stage, region);
    if (status !== 0) return status;
  }
  return 0;
}

await exitWith(async () => {
  if (values.stage !== undefined) return remove(values.stage, values.region);
  process.stderr.write(USAGE);
  return 2;
});
