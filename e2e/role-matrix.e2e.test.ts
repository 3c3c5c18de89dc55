import { beforeAll, describe, expect, it } from '@jest/globals';
import { allRoutes } from '@tradewind/contracts/all';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { request } from './support/api.ts';
import * as shop from './support/shopping.ts';
import { forgeries } from './support/tokens.ts';
import { unknownPath } from './support/unknown-paths.ts';

async function statusOf(route: RouteDefinition, credentials: shop.Credentials): Promise<number> {
  return (await request(route.method, unknownPath(route), credentials)).status;
}

const callers: Record<'shopper' | 'admin' | 'guest', shop.Credentials> = { shopper: {}, admin: {}, guest: {} };

beforeAll(async () => {
  callers.shopper = { token: (await shop.signIn(shop.SHOPPER)).accessToken };
  callers.admin = { token: (await shop.signIn(shop.ADMIN)).accessToken };
  callers.guest = (await shop.createCart()).credentials;
});

const REFUSALS = [401, 403];

describe.each(allRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  const closed = route.access === 'shopper' || route.access === 'admin';

  it('treats a stranger and a guest as its contract says', async () => {
    for (const credentials of [{}, callers.guest]) {
      const status = await statusOf(route, credentials);
      if (closed) expect(status).toBe(401);
      else expect(REFUSALS).not.toContain(status);
    }
  });

  it('treats a shopper and an admin as its contract says', async () => {
    const shopper = await statusOf(route, callers.shopper);
    if (route.access === 'admin') expect(shopper).toBe(403);
    else expect(REFUSALS).not.toContain(shopper);
    expect(REFUSALS).not.toContain(await statusOf(route, callers.admin));
  });

  it('accepts no forged, expired or foreign token', async () => {
    const { token } = callers.admin;
    if (token === undefined) throw new Error('There is no admin.');
    for (const [fault, forged] of Object.entries(forgeries(token))) {
      const status = await statusOf(route, { token: forged });
      if (route.access === 'public') expect([fault, REFUSALS.includes(status)]).toEqual([fault, false]);
      else expect([fault, status]).toEqual([fault, 401]);
    }
  });
});
