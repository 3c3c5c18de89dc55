import * as z from 'zod/mini';
import type { InProcessClient } from '../in-process-client.ts';
import type { ResourceModel } from '../templates/model.ts';
import { propertiesOf } from './properties.ts';

const Properties = z.object({ Type: z.optional(z.enum(['String', 'StringList'])), Value: z.string() });

export async function provisionParameter(ssm: InProcessClient, resource: ResourceModel): Promise<void> {
  const { Type = 'String', Value } = propertiesOf(Properties, resource);
  await ssm.run('PutParameter', { Name: resource.ref, Type, Value, Overwrite: true });
}
