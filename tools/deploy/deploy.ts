import { SSMClient } from '@aws-sdk/client-ssm';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { installed, ROOT } from '../process/repository.ts';
import { ensureStageSecrets } from './stage-parameters.ts';

const { values } = parseArgs({
  options: { stage: { type: 'string' }, region: { type: 'string', default: 'us-east-1' } },
});

async function deploy(stage: string, region: string): Promise<number> {
  const created = await ensureStageSecrets(new SSMClient({ region }), stage);
  for (const name of created) process.stdout.write(`Created the secret ${name}.\n`);
  const sls = installed('serverless/bin/serverless.js');
  const { status } = spawnSync(process.execPath, [sls, 'deploy', '--stage', stage, '--region', region], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return status ?? 1;
}

if (values.stage === undefined) {
  process.stderr.write('Say which stage: npm run deploy -- --stage dev\n');
  process.exitCode = 2;
} else {
  process.exitCode = await deploy(values.stage, values.region);
}
