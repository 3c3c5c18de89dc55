import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';
import type { ResourceModel } from '../templates/model.ts';
import { propertiesOf } from './properties.ts';

const Properties = z.object({
  Type: z.optional(z.enum(['String', 'StringList'])),
  Value: z.string(),
  Description: z.optional(z.string()),
});

/** Of the version that a template made. */
const LABEL = 'template';

/**
 * As CloudFormation does, writes the template's value where the template has changed since it was last written: what a
 * person set since then stays.
 */
export async function provisionParameter(ssm: InProcessClient, resource: ResourceModel): Promise<void> {
  const { Type = 'String', Value, Description } = propertiesOf(Properties, resource);
  if ((await writtenBefore(ssm, resource.ref)) === Value) return;
  await ssm.run('PutParameter', { Name: resource.ref, Type, Value, Description, Overwrite: true });
  await ssm.run('LabelParameterVersion', { Name: resource.ref, Labels: [LABEL] });
}

const Answer = z.object({ Parameter: z.object({ Value: z.string() }) });

/** The value that the template had when it was last written. */
async function writtenBefore(ssm: InProcessClient, name: string): Promise<string | undefined> {
  try {
    return (await ssm.call('GetParameter', { Name: `${name}:${LABEL}` }, Answer)).Parameter.Value;
  } catch (error) {
    if (failedWith(error, 'ParameterNotFound') || failedWith(error, 'ParameterVersionNotFound')) return undefined;
    throw error;
  }
}
