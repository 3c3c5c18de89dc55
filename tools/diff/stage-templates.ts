import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { serviceNames } from '../process/repository.ts';
import { deployedTemplates } from './deployed-templates.ts';
import type { Templates } from './tree-templates.ts';

/** Services whose stack stands in one region, whatever that of the stage is; their serverless.yml says why. */
export const FIXED_REGIONS: Readonly<Record<string, string>> = { edge: 'us-east-1' };

/** What is deployed of a stage, by service. Needs credentials. */
export async function stageTemplates(stage: string, region: string): Promise<Templates> {
  const found = serviceNames().map(async (service) => {
    const client = new CloudFormationClient({ region: FIXED_REGIONS[service] ?? region });
    try {
      return [...(await deployedTemplates(client, [service], stage))];
    } finally {
      client.destroy();
    }
  });
  return new Map((await Promise.all(found)).flat());
}
