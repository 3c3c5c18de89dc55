import { createHash, randomBytes } from 'node:crypto';

export type ApiPlan = 'free' | 'partner' | 'internal';
export type ApiKeyKind = 'api-key' | 'service-token';

/** A key of the partner API. The secret itself is kept nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly plan: ApiPlan;
  /** SHA-256 of the secret in hex; also the value under which the gateway counts the key's requests. */
  readonly secretHash: string;
  /** The gateway's own id of the key in its usage plan. */
  readonly gatewayKeyId: string;
  readonly createdBy: string;
  readonly createdAt: string;
  /** Of service tokens. */
  readonly expiresAt?: string;
}

/** What a plan lets its keys do: methods and paths of the REST API below its stage. */
const GRANTS: Readonly<Record<ApiPlan, readonly string[]>> = {
  free: ['GET/partner/v1/products', 'GET/partner/v1/products/*'],
  partner: [
    'GET/partner/v1/products',
    'GET/partner/v1/products/*',
    'GET/partner/v1/stock/*',
    'POST/partner/v1/stock-feeds',
  ],
  internal: ['*/partner/v1/*'],
};

const PREFIXES: Readonly<Record<ApiKeyKind, string>> = { 'api-key': 'twk_', 'service-token': 'tws_' };
/** Both take either secret, whose beginning says which kind it is. */
const SCHEMES = new Set(['apikey', 'bearer']);
/** Beyond guessing, so that a plain hash protects it. */
const SECRET_BYTES = 32;

/** A new secret of 256 random bits; its beginning says what it is, for those who find it in a log or a repository. */
export function newSecret(kind: ApiKeyKind): string {
  return `${PREFIXES[kind]}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The secret in an `Authorization` header; undefined for what is none of ours, such as a shopper's access token. */
export function secretIn(authorization: string | undefined): string | undefined {
  const [, scheme = '', secret = ''] = /^(\S+) +(\S+)$/.exec(authorization ?? '') ?? [];
  const isOurs = Object.values(PREFIXES).some((prefix) => secret.startsWith(prefix));
  return SCHEMES.has(scheme.toLowerCase()) && isOurs ? secret : undefined;
}

export function hasExpired({ expiresAt }: Pick<ApiKey, 'expiresAt'>, now: Date): boolean {
  return expiresAt !== undefined && expiresAt <= now.toISOString();
}

/** One statement for the whole API: what a gateway caches of it must hold for the other methods, too. */
export interface GrantStatement {
  readonly Effect: 'Allow';
  readonly Action: 'execute-api:Invoke' | 'execute-api:InvalidateCache';
  readonly Resource: readonly string[];
}

/** The policy of a plan on an API's stage, `arn:…:<api>/<stage>`. Services of our own may renew cached answers. */
export function grantsOf(plan: ApiPlan, stageArn: string): GrantStatement[] {
  const Resource = GRANTS[plan].map((method) => `${stageArn}/${method}`);
  const invoke = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource } as const;
  if (plan !== 'internal') return [invoke];
  return [invoke, { Effect: 'Allow', Action: 'execute-api:InvalidateCache', Resource }];
}
