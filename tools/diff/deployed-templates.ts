import { GetTemplateCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Templates } from './tree-templates.ts';
import { parseTemplate, type Template } from '../package/template.ts';

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message);
}

/** The template of a service's stack, empty when the stage has no such stack yet. */
async function deployedTemplate(client: CloudFormationClient, service: string, stage: string): Promise<Template> {
  const StackName = `tradewind-${service}-${stage}`;
  try {
    const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }));
    return parseTemplate(JSON.parse(TemplateBody));
  } catch (error) {
    if (isMissing(error)) return { Resources: {} };
    throw error;
  }
}

/** What is deployed of a stage, by service. */
export async function deployedTemplates(
  client: CloudFormationClient,
  services: readonly string[],
  stage: string,
): Promise<Templates> {
  const templates = services.map(async (service) => [service, await deployedTemplate(client, service, stage)] as const);
  return new Map(await Promise.all(templates));
}
