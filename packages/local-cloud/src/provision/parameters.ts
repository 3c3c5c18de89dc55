import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';
import type { CloudModel, ResourceModel } from '../templates/model.ts';
import { propertiesOf } from './properties.ts';

const Properties = z.object({
  Type: z.optional(z.enum(['String', 'StringList', 'SecureString'])),
  Value: z.string(),
});

const SECRET_BYTES = 32;

export async function provisionParameter(ssm: InProcessClient, resource: ResourceModel): Promise<void> {
  const { Type = 'String', Value } = propertiesOf(Properties, resource);
  await ssm.run('PutParameter', { Name: resource.ref, Type, Value, Overwrite: true });
}

/**
 * CloudFormation cannot make SecureStrings; on AWS an operator puts them once. Here every parameter that a function's
 * environment names (`CURSOR_SECRET_PARAMETER: /tradewind/dev/cursor-secret`) and no template declares is such a
 * secret: made at random on first start and kept, so that what was signed with it stays valid.
 */
export async function provisionSecrets(ssm: InProcessClient, model: CloudModel): Promise<void> {
  const declared = new Set(model.services.flatMap(({ resources }) => resources.map(({ ref }) => ref)));
  const secrets = secretNames(model).filter((name) => !declared.has(name));
  await Promise.all(
    secrets.map(async (Name) => {
      const Value = randomBytes(SECRET_BYTES).toString('base64url');
      try {
        await ssm.run('PutParameter', { Name, Type: 'SecureString', Value });
      } catch (error) {
        if (!failedWith(error, 'ParameterAlreadyExists')) throw error;
      }
    }),
  );
}

function secretNames({ services }: CloudModel): string[] {
  const named = services
    .flatMap(({ functions }) => functions)
    .flatMap(({ environment }) => Object.entries(environment))
    .flatMap(([variable, value]) => (variable.endsWith('_PARAMETER') && value.startsWith('/') ? [value] : []));
  return [...new Set(named)];
}
