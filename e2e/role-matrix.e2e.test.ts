import { beforeAll, describe, expect, it } from '@jest/globals';
import { deleteApiKey } from '@tradewind/client';
import { allRoutes } from '@tradewind/contracts/all';
import type { Access, RouteDefinition } from '@tradewind/contracts/http/route';
import { request, type Call } from './support/api.ts';
import { client } from './support/client.ts';
import { issueKey, OPERATOR, OTHER_ROLE, partnerCredentials, UNKNOWN_SIGNER } from './support/partners.ts';
import * as shop from './support/shopping.ts';
import { forgeries } from './support/tokens.ts';
import { unknownPath } from './support/unknown-paths.ts';

async function statusOf(route: RouteDefinition, credentials: Call): Promise<number> {
  return (await request(route.method, unknownPath(route), credentials)).status;
}

const callers: Record<'shopper' | 'admin' | 'guest', shop.Credentials> = { shopper: {}, admin: {}, guest: {} };
const partners: Record<string, Call> = {};

beforeAll(async () => {
  callers.shopper = { token: (await shop.signIn(shop.SHOPPER)).accessToken };
  callers.admin = { token: (await shop.signIn(shop.ADMIN)).accessToken };
  callers.guest = (await shop.createCart()).credentials;
  const { token = '' } = callers.admin;
  partners['a free key'] = (await issueKey(token, 'free')).credentials;
  partners["a partner's key"] = (await issueKey(token, 'partner')).credentials;
  partners['a service token'] = (await issueKey(token, 'internal', 'service-token')).credentials;
  const withdrawn = await issueKey(token, 'internal');
  await deleteApiKey(client(callers.admin), { keyId: withdrawn.id });
  partners['a withdrawn key'] = withdrawn.credentials;
  partners['an unknown key'] = partnerCredentials('twk_never-issued');
});

const REFUSALS = [401, 403];

/** What somebody without the right credentials is answered, undefined where nobody is refused. */
const STRANGER: Readonly<Record<Access, number | undefined>> = {
  public: undefined,
  guest: undefined,
  shopper: 401,
  admin: 401,
  partner: 401,
  internal: 403,
};
/** What a signed-in shopper is answered; an admin is refused where nobody signs in. */
const SHOPPER: Readonly<Record<Access, number | undefined>> = { ...STRANGER, shopper: undefined, admin: 403 };
const ADMIN: Readonly<Record<Access, number | undefined>> = { ...SHOPPER, admin: undefined };

function expectRefusal(status: number, expected: number | undefined): void {
  if (expected === undefined) expect(REFUSALS).not.toContain(status);
  else expect(status).toBe(expected);
}

describe.each(allRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  it('treats a stranger and a guest as its contract says', async () => {
    for (const credentials of [{}, callers.guest]) {
      expectRefusal(await statusOf(route, credentials), STRANGER[route.access]);
    }
  });

  it('treats a shopper and an admin as its contract says', async () => {
    expectRefusal(await statusOf(route, callers.shopper), SHOPPER[route.access]);
    expectRefusal(await statusOf(route, callers.admin), ADMIN[route.access]);
  });

  it('accepts no forged, expired or foreign token', async () => {
    const { token } = callers.admin;
    if (token === undefined) throw new Error('There is no admin.');
    for (const [fault, forged] of Object.entries(forgeries(token))) {
      const status = await statusOf(route, { token: forged });
      if (route.access === 'public') expect([fault, REFUSALS.includes(status)]).toEqual([fault, false]);
      else expect([fault, status]).toEqual([fault, STRANGER[route.access] ?? 401]);
    }
  });
});

const partnerRoutes = allRoutes.filter(({ access }) => access === 'partner');
const readsProducts = ({ path }: RouteDefinition): boolean => path.startsWith('/partner/v1/products');

describe.each(partnerRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  it.each<[string, (route: RouteDefinition) => number | undefined]>([
    ['a free key', (asked) => (readsProducts(asked) ? undefined : 403)],
    ["a partner's key", () => undefined],
    ['a service token', () => undefined],
    ['a withdrawn key', () => 401],
    ['an unknown key', () => 401],
  ])('treats %s as its plan says', async (who, refusal) => {
    expectRefusal(await statusOf(route, partners[who] ?? {}), refusal(route));
  });
});

const internalRoutes = allRoutes.filter(({ access }) => access === 'internal');

describe.each(internalRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  it('lets the operator in, and nobody whose role does not name it', async () => {
    expectRefusal(await statusOf(route, OPERATOR), undefined);
    for (const signer of [OTHER_ROLE, UNKNOWN_SIGNER]) expect(await statusOf(route, signer)).toBe(403);
  });

  it('takes no signature of another secret', async () => {
    const { signedBy } = OPERATOR;
    if (signedBy === undefined) throw new Error('The operator does not sign.');
    expect(await statusOf(route, { signedBy: { ...signedBy, secretAccessKey: 'guessed' } })).toBe(403);
  });
});
