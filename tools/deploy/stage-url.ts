import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { parseArgs } from 'node:util';
import { exitWith } from '../process/exit-code.ts';

const USAGE =
  'Usage: npm run stage:url -- --stage <name> [--region us-east-1]\n\nPrints where the API of a stage is.\n';

const { values } = parseArgs({
  options: { stage: { type: 'string' }, region: { type: 'string', default: 'us-east-1' } },
});

async function stageUrl(stage: string, region: string): Promise<string> {
  const client = new CloudFormationClient({ region });
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: `tradewind-platform-${stage}` }));
    const url = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'HttpApiUrl')?.OutputValue;
    if (url === undefined) throw new Error(`The stage ${stage} has no API of its own.`);
    return url;
  } finally {
    client.destroy();
  }
}

await exitWith(async () => {
  if (values.stage === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  process.stdout.write(`${await stageUrl(values.stage, values.region)}\n`);
  return 0;
});
