import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { parseArgs } from 'node:util';
import { serviceDiffs } from '../diff/service-diffs.ts';
import { stageTemplates } from '../diff/stage-templates.ts';
import { treeTemplates } from '../diff/tree-templates.ts';
import { ROOT } from '../process/repository.ts';
import { exitWith } from '../process/exit-code.ts';
import { stageSettings } from '../stages/stages.ts';
import { isProtected, touchedData } from './data-guard.ts';
import { deployAll } from './framework.ts';
import { ORIGIN_SECRET_REGION, originSecretHashes } from './origin-secret.ts';
import { composeParameters, sandboxRefusal } from './sandbox-payments.ts';

const USAGE = `Usage: npm run deploy -- --stage <name> [--region us-east-1] [--touch-data] [--allow-sandbox-payments]

Deploys all services of a stage in their order. On a protected stage (production) it first compares with what is deployed
and refuses to remove or replace what holds data, unless --touch-data is given. Where the stage refuses payments by the
sandbox (production), a deployment without a payment provider is refused, unless --allow-sandbox-payments is given.
`;

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    region: { type: 'string', default: 'us-east-1' },
    'touch-data': { type: 'boolean', default: false },
    'allow-sandbox-payments': { type: 'boolean', default: false },
  },
});

/** Names of the resources with data that this deployment would remove or replace. */
async function dataAtStake(stage: string, region: string): Promise<string[]> {
  return touchedData(serviceDiffs(await stageTemplates(stage, region), treeTemplates(ROOT, stage)));
}

/** What the functions behind a CDN have to know of its secret; config/serverless/parameters.yml reads it. */
async function originSettings(stage: string): Promise<Record<string, string>> {
  if (!stageSettings(stage).cdn) return {};
  const hashes = await originSecretHashes(new SecretsManagerClient({ region: ORIGIN_SECRET_REGION }), stage);
  return { TRADEWIND_ORIGIN_SECRET_HASHES: hashes.join(',') };
}

async function deploy(stage: string, region: string): Promise<number> {
  const payments: Record<string, string> = values['allow-sandbox-payments']
    ? { TRADEWIND_SANDBOX_PAYMENTS: 'allowed' }
    : {};
  const environment = { ...process.env, ...payments };
  const refusal = sandboxRefusal(stage, stageSettings(stage), environment, composeParameters());
  if (refusal !== undefined) {
    process.stderr.write(refusal);
    return 3;
  }
  if (isProtected(stageSettings(stage)) && !values['touch-data']) {
    process.stdout.write(`Comparing with what is deployed of ${stage}…\n`);
    const touched = await dataAtStake(stage, region);
    if (touched.length > 0) {
      process.stderr.write(
        `This would remove or replace ${touched.join(', ')}, so nothing was deployed. Look at it with ` +
          `\`npm run diff -- --stage ${stage}\`; if it is meant: --touch-data\n`,
      );
      return 3;
    }
  }
  return deployAll(stage, region, { ...payments, ...(await originSettings(stage)) });
}

await exitWith(async () => {
  if (values.stage !== undefined) return deploy(values.stage, values.region);
  process.stderr.write(USAGE);
  return 2;
});
