import { randomBytes } from 'node:crypto';
import { OTHER_ROLE, UNKNOWN_SIGNER } from '../support/partners.ts';
import { mutated, type Baseline, type Mutator } from './mutation.ts';

const UNAUTHENTICATED = { status: 401 };

function isClosed({ route }: Baseline): boolean {
  return route.access === 'shopper' || route.access === 'admin';
}

function forged(token: string): string {
  const [head = '', claims = ''] = token.split('.');
  return `${head}.${claims}.${randomBytes(256).toString('base64url')}`;
}

const missingCredentials: Mutator = (baseline) => {
  if (!isClosed(baseline) && baseline.route.access !== 'partner') return undefined;
  return mutated({ ...baseline, credentials: {} }, 'credentials missing', {}, UNAUTHENTICATED, false);
};

const badToken: Mutator = (baseline, random) => {
  const { route, credentials } = baseline;
  if (!isClosed(baseline) && route.access !== 'guest') return undefined;
  const { token = 'header.claims.signature' } = credentials;
  const bad = random.one([
    forged(token),
    'not-a-token',
    token.slice(0, -5),
    `${token}x`,
    token.split('.').toReversed().join('.'),
  ]);
  const expected = isClosed(baseline) ? UNAUTHENTICATED : { status: 401, code: 'auth.invalid-token' };
  return mutated(baseline, 'token bad', { call: { token: bad } }, expected, false);
};

/** Owned things answer a stranger as if they did not exist. */
const strangersToken: Mutator = (baseline) => {
  const { route, credentials, parameters } = baseline;
  const isOwned = parameters['cartId'] !== undefined || parameters['orderId'] !== undefined;
  if (route.access !== 'guest' || !isOwned || credentials.cartToken === undefined) return undefined;
  const cartToken = randomBytes(32).toString('base64url');
  return mutated(baseline, 'token of a stranger', { call: { cartToken } }, { status: 404, code: 'any' }, false);
};

/** A shopper where only admins may be. */
export function belowAdmin(shopperToken: string): Mutator {
  return (baseline) => {
    if (baseline.route.access !== 'admin') return undefined;
    const expected = { status: 403, code: 'auth.forbidden' };
    return mutated(baseline, 'token of a shopper', { call: { token: shopperToken } }, expected, false);
  };
}

/** What the REST API's authorizer does not know. */
const badKey: Mutator = (baseline, random) => {
  const { route, credentials } = baseline;
  if (route.access !== 'partner') return undefined;
  const key = credentials.headers?.['authorization'] ?? '';
  const authorization = random.one([
    key.slice(0, -1),
    `${key}x`,
    key.replace('ApiKey', 'Basic'),
    key.replace('ApiKey ', ''),
    'ApiKey twk_never-issued',
    'Bearer header.claims.signature',
  ]);
  const expected = { status: 401, code: 'auth.unauthenticated' };
  return mutated(baseline, 'key of nobody', { call: { headers: { authorization } } }, expected, false);
};

/** Who may not sign, or cannot. */
const badSignature: Mutator = (baseline, random) => {
  const { route, credentials } = baseline;
  const { signedBy } = credentials;
  if (route.access !== 'internal' || signedBy === undefined) return undefined;
  const signer = random.one([
    {},
    OTHER_ROLE,
    UNKNOWN_SIGNER,
    { signedBy: { ...signedBy, secretAccessKey: 'guessed' } },
  ]);
  return mutated({ ...baseline, credentials: signer }, 'signature bad', {}, { status: 403 }, false);
};

/** Mutations of who calls. */
export const CREDENTIAL_MUTATORS: readonly Mutator[] = [
  missingCredentials,
  badToken,
  strangersToken,
  badKey,
  badSignature,
];
