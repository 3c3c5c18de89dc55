import type { Clock } from '@tradewind/kernel';
import { jsonApi, type AwsAnswer, type AwsApi } from '../aws/api.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import type { Store } from '../store.ts';
import { adminOperations } from './admin-operations.ts';
import { recoveryOperations } from './password-recovery.ts';
import { HostedSignIn } from './hosted-sign-in.ts';
import { IdentityProviders } from './identity-providers.ts';
import { poolOperations } from './pool-operations.ts';
import { PoolSettingsTable, SEEDED_GROUPS, USER_POOL_ID } from './pool.ts';
import { providerOperations } from './provider-operations.ts';
import { publicOperations } from './public-operations.ts';
import { secondFactorOperations } from './second-factor.ts';
import { issuerOf, Sessions } from './sessions.ts';
import { SigningKeys } from './signing-keys.ts';
import { SoftwareTokens } from './software-tokens.ts';
import { Triggers, type TriggerDoors } from './triggers.ts';
import { UserTable } from './user-table.ts';

export interface CognitoOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly mailbox: Pick<Mailbox, 'deliver'>;
  /** The AWS endpoint (`http://127.0.0.1:4566`): tokens name it as their issuer and its JWKS is served there. */
  readonly issuerBase: () => string;
  /** The functions that the pool may ask; it asks nobody without. */
  readonly functions?: TriggerDoors;
}

export interface LocalCognito {
  readonly api: AwsApi;
  /** The public keys of the pool's tokens, as the endpoint serves them. */
  jwks(): Promise<{ keys: object[] }>;
}

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';
const JWKS_PATH = `/${USER_POOL_ID}/.well-known/jwks.json`;
const DISCOVERY_PATH = `/${USER_POOL_ID}/.well-known/openid-configuration`;

/** A Cognito user pool with one app client, seeded and kept in the store; its codes go to the mailbox. */
export function openCognito({ store, clock, mailbox, issuerBase, functions }: CognitoOptions): LocalCognito {
  const keys = new SigningKeys(store);
  const settings = new PoolSettingsTable(store);
  const users = new UserTable(store);
  const issuer = () => issuerOf(issuerBase());
  const sessions = new Sessions({ store, clock, keys, settings: () => settings.read(), issuer });
  const softwareTokens = new SoftwareTokens(store, clock);
  const providers = new IdentityProviders(store);
  const triggers = new Triggers({ doors: functions, preSignUp: () => settings.read().preSignUp });
  const context = { clock, users, sessions, softwareTokens, settings, mailbox, providers, triggers };
  const hosted = new HostedSignIn(context);
  for (const group of SEEDED_GROUPS) users.createGroup(group, clock.now().getTime());

  const unsigned = {
    ...publicOperations(context),
    ...recoveryOperations(context),
    ...secondFactorOperations(context),
  };
  const api = jsonApi({
    signingName: 'cognito-idp',
    protocol: '1.1',
    operations: {
      ...unsigned,
      ...adminOperations(context),
      ...poolOperations(context),
      ...providerOperations(context),
    },
  });

  return {
    jwks: () => keys.jwks(),
    api: {
      signingNames: api.signingNames,
      acceptsUnsigned({ method, path, headers, operation }) {
        if (hosted.answers({ method, path })) return true;
        if (method === 'GET') return path === JWKS_PATH || path === DISCOVERY_PATH;
        return String(headers['x-amz-target']).startsWith(TARGET_PREFIX) && Object.hasOwn(unsigned, operation);
      },
      async handle(call) {
        if (call.method === 'GET' && call.path === JWKS_PATH) return document(await keys.jwks());
        if (call.method === 'GET' && call.path === DISCOVERY_PATH) return document(discovery(issuer()));
        if (hosted.answers(call)) return hosted.handle(call);
        return api.handle(call);
      },
    },
  };
}

function discovery(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
  };
}

function document(body: object): AwsAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
