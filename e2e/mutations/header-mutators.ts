import { randomBytes } from 'node:crypto';
import { mutated, type Baseline, type Mutation, type Mutator } from './mutation.ts';

const IF_MATCH = 'headers.if-match';
const KEY = 'headers.idempotency-key';

const malformedIfMatch: Mutator = (baseline, random) => {
  if (baseline.route.ifMatch === undefined) return undefined;
  const ifMatch = random.one(['yesterday', '3', "'3'", '"3', '"1", "2"', '""', '" 3"', '"-1"']);
  const expected = ['"-1"', '""'].includes(ifMatch)
    ? { status: 412, code: 'request.stale-version' }
    : { status: 400, code: 'request.invalid', path: IF_MATCH };
  return mutated(baseline, 'if-match form', { call: { ifMatch } }, expected);
};

const staleIfMatch: Mutator = (baseline, random) => {
  if (baseline.route.ifMatch === undefined) return undefined;
  const ifMatch = random.one(['"99999"', 'W/"1"', '"abc"']);
  return mutated(baseline, 'if-match stale', { call: { ifMatch } }, { status: 412, code: 'request.stale-version' });
};

/** A call without one of its members. */
function without(baseline: Baseline, member: 'ifMatch' | 'key', kind: string, code: string): Mutation {
  const { [member]: _left, ...rest } = baseline;
  return mutated(rest, kind, {}, { status: 428, code });
}

const missingIfMatch: Mutator = (baseline) =>
  baseline.route.ifMatch === 'required'
    ? without(baseline, 'ifMatch', 'if-match missing', 'request.if-match-required')
    : undefined;

const missingKey: Mutator = (baseline) =>
  baseline.route.idempotency === 'required'
    ? without(baseline, 'key', 'key missing', 'idempotency.key-required')
    : undefined;

const malformedKey: Mutator = (baseline, random) => {
  if (baseline.route.idempotency === undefined) return undefined;
  const key = random.one(['k'.repeat(256), 'clé', 'k'.repeat(4_000), 'a\tb']);
  return mutated(baseline, 'key form', { call: { key } }, { status: 400, code: 'request.invalid', path: KEY });
};

/** Mutations of the headers that every route shares. */
export const HEADER_MUTATORS: readonly Mutator[] = [
  malformedIfMatch,
  staleIfMatch,
  missingIfMatch,
  missingKey,
  malformedKey,
];

const UNAUTHENTICATED = { status: 401 };

function isClosed({ route }: Baseline): boolean {
  return route.access === 'shopper' || route.access === 'admin';
}

function forged(token: string): string {
  const [head = '', claims = ''] = token.split('.');
  return `${head}.${claims}.${randomBytes(256).toString('base64url')}`;
}

const missingToken: Mutator = (baseline) => {
  if (!isClosed(baseline)) return undefined;
  return mutated({ ...baseline, credentials: {} }, 'token missing', {}, UNAUTHENTICATED, false);
};

const badToken: Mutator = (baseline, random) => {
  const { route, credentials } = baseline;
  if (route.access === 'public') return undefined;
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

/** Mutations of who calls. */
export const TOKEN_MUTATORS: readonly Mutator[] = [missingToken, badToken, strangersToken];
