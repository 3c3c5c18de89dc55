import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';
import { TemplateError, type ResourceModel } from '../templates/model.ts';
import { propertiesOf } from './properties.ts';

const Properties = z.object({
  StateMachineType: z.optional(z.enum(['STANDARD', 'EXPRESS'])),
  RoleArn: z.optional(z.string()),
  Definition: z.optional(z.record(z.string(), z.unknown())),
  DefinitionString: z.optional(z.string()),
  DefinitionSubstitutions: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

/** Creates the machine, or gives the existing one its current definition; running executions keep the old one. */
export async function provisionStateMachine(states: InProcessClient, resource: ResourceModel): Promise<void> {
  const properties = propertiesOf(Properties, resource);
  const definition = definitionOf(properties, resource.logicalId);
  const roleArn = properties.RoleArn ?? 'arn:aws:iam::000000000000:role/local';
  const name = resource.ref.slice(resource.ref.lastIndexOf(':') + 1);
  const type = properties.StateMachineType ?? 'STANDARD';
  try {
    await states.run('DescribeStateMachine', { stateMachineArn: resource.ref });
  } catch (error) {
    if (!failedWith(error, 'StateMachineDoesNotExist')) throw error;
    await states.run('CreateStateMachine', { name, definition, roleArn, type });
    return;
  }
  await states.run('UpdateStateMachine', { stateMachineArn: resource.ref, definition, roleArn });
}

function definitionOf(properties: z.output<typeof Properties>, logicalId: string): string {
  const { Definition, DefinitionString, DefinitionSubstitutions = {} } = properties;
  const text = DefinitionString ?? (Definition === undefined ? undefined : JSON.stringify(Definition));
  if (text === undefined) {
    throw new TemplateError(`${logicalId}: a state machine needs Definition or DefinitionString here.`);
  }
  return Object.entries(DefinitionSubstitutions).reduce(
    (result, [name, value]) => result.replaceAll(`\${${name}}`, String(value)),
    text,
  );
}
