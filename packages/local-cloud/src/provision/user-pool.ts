import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';
import type { ResourceModel } from '../templates/model.ts';
import { propertiesOf } from './properties.ts';

const settings = z.optional(z.record(z.string(), z.unknown()));
const Pool = z.object({ Policies: settings, LambdaConfig: settings });

const Client = z.object({
  UserPoolId: z.string(),
  AccessTokenValidity: z.optional(z.number()),
  IdTokenValidity: z.optional(z.number()),
  RefreshTokenValidity: z.optional(z.number()),
  TokenValidityUnits: z.optional(z.record(z.string(), z.string())),
  CallbackURLs: z.optional(z.array(z.string())),
});

const Provider = z.object({
  UserPoolId: z.string(),
  ProviderName: z.string(),
  ProviderType: z.string(),
  AttributeMapping: z.record(z.string(), z.string()),
});

const Group = z.object({ UserPoolId: z.string(), GroupName: z.string() });

/** The pool is there from the start; the template sets what its rules are. */
export async function provisionUserPool(cognito: InProcessClient, resource: ResourceModel): Promise<void> {
  await cognito.run('UpdateUserPool', { UserPoolId: resource.ref, ...propertiesOf(Pool, resource) });
}

export async function provisionUserPoolClient(cognito: InProcessClient, resource: ResourceModel): Promise<void> {
  await cognito.run('UpdateUserPoolClient', { ...propertiesOf(Client, resource), ClientId: resource.ref });
}

/** Its client secret stays with Secrets Manager: no provider is asked here. */
export async function provisionIdentityProvider(cognito: InProcessClient, resource: ResourceModel): Promise<void> {
  await cognito.run('CreateIdentityProvider', propertiesOf(Provider, resource));
}

export async function provisionUserPoolGroup(cognito: InProcessClient, resource: ResourceModel): Promise<void> {
  try {
    await cognito.run('CreateGroup', propertiesOf(Group, resource));
  } catch (error) {
    if (!failedWith(error, 'GroupExistsException')) throw error;
  }
}
