import { getErasure as route } from '@tradewind/contracts/identity/get-erasure';
import { httpHandler, ok } from '@tradewind/middleware';
import { getErasure } from '../use-cases/get-erasure.ts';
import { getErasureDeps } from '../erasure-wiring.ts';
import { toErasureView } from './views/erasure.ts';

export const handler = httpHandler(route, { deps: getErasureDeps }, async ({ deps, path }) =>
  ok(toErasureView(await getErasure(deps)(path.userId))),
);
