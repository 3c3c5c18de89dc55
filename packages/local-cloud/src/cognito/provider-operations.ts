import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { CognitoContext } from './context.ts';
import { federatedName } from './federation.ts';
import { checkPool } from './pool.ts';

const INVALID = 'InvalidParameterException';

const CreateProvider = z.object({
  UserPoolId: z.string(),
  ProviderName: z.string().check(z.regex(/^[^_\s]{1,32}$/u)),
  ProviderType: z.string(),
  AttributeMapping: z._default(z.record(z.string(), z.string()), {}),
});
const Identity = z.object({ ProviderName: z.string(), ProviderAttributeValue: z.string().check(z.minLength(1)) });
const LinkProvider = z.object({
  UserPoolId: z.string(),
  DestinationUser: Identity,
  SourceUser: z.extend(Identity, { ProviderAttributeName: z.literal('Cognito_Subject') }),
});

/** Identity providers, and which of their people are users of the pool. */
export function providerOperations(context: CognitoContext): Record<string, Operation> {
  const { providers, users, clock } = context;
  return {
    CreateIdentityProvider: operation(
      CreateProvider,
      ({ UserPoolId, ProviderName, ProviderType, AttributeMapping }) => {
        checkPool(UserPoolId);
        providers.put({ name: ProviderName, type: ProviderType, mapping: AttributeMapping });
        return { IdentityProvider: { UserPoolId, ProviderName, ProviderType, AttributeMapping } };
      },
      INVALID,
    ),
    AdminLinkProviderForUser: operation(
      LinkProvider,
      ({ UserPoolId, DestinationUser, SourceUser }) => {
        checkPool(UserPoolId);
        const { ProviderName: provider, ProviderAttributeValue: subject } = SourceUser;
        const { username } = users.get(DestinationUser.ProviderAttributeValue);
        if (providers.find(provider) === undefined) {
          throw new AwsError(INVALID, `The provider ${provider} does not exist for User Pool ${UserPoolId}.`);
        }
        const holder = providers.usernameOf(provider, subject);
        if (holder === username) throw new AwsError(INVALID, 'SourceUser is already linked to DestinationUser');
        if (holder !== undefined) {
          throw new AwsError('AliasExistsException', 'SourceUser is already linked to another user.');
        }
        if (users.find(federatedName(provider, subject)) !== undefined) {
          throw new AwsError(
            INVALID,
            'Merging is not currently supported, provide a SourceUser that has not been signed up in order to link',
          );
        }
        providers.link(provider, subject, username, clock.now().getTime());
        return {};
      },
      INVALID,
    ),
  };
}
