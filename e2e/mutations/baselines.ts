import { allRoutes } from '@tradewind/contracts/all';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { inParallel } from '../faults/buyer.ts';
import { request } from '../support/api.ts';
import { IDENTITY_BASELINES } from './identity-baselines.ts';
import { callFor, pathFor, type Baseline } from './mutation.ts';
import { SERVICE_BASELINES } from './service-baselines.ts';
import { SHOP_BASELINES } from './shop-baselines.ts';
import type { World } from './world.ts';

/** Few, since operations made at once start more copies of the functions that they share. */
const LANES = 3;

const MAKERS = { ...SHOP_BASELINES, ...IDENTITY_BASELINES, ...SERVICE_BASELINES };

/** Routes that nobody has told how to call: a new route belongs into one of the files of baselines. */
export function routesWithoutBaseline(): string[] {
  return allRoutes.filter(({ name }) => MAKERS[name] === undefined).map(({ name }) => name);
}

async function make(route: RouteDefinition, world: World): Promise<Baseline> {
  const maker = MAKERS[route.name];
  if (maker === undefined) throw new Error(`There is no baseline of ${route.name}: add one in e2e/mutations.`);
  return { route, parameters: {}, query: {}, credentials: {}, ...(await maker(world)) };
}

/**
 * A request of every operation, ready to be mutated: sent once, and answered with 2xx. What changes something is made
 * twice; the twin stays unsent, so that what it would change is still there to be changed.
 */
export async function provenBaselines(world: World): Promise<Baseline[]> {
  return inParallel(allRoutes, LANES, async (route) => {
    const sent = await make(route, world);
    const { status, body } = await request(route.method, pathFor(sent), callFor(sent));
    if (status >= 300) {
      throw new Error(`The baseline of ${route.name} is answered ${status}: ${JSON.stringify(body)}`);
    }
    await sent.settled?.();
    return route.method === 'GET' ? sent : make(route, world);
  });
}
