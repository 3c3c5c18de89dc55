import { getErasure as route } from '@tradewind/contracts/identity/get-erasure';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { httpHandler, ok } from '@tradewind/middleware';
import { getErasure } from '../use-cases/get-erasure.ts';
import { getErasureDeps } from '../erasure-wiring.ts';
import { toErasureView } from './views/erasure.ts';

export const handler = httpHandler(route, { deps: getErasureDeps }, async ({ deps, path, caller, trace }) =>
  ok(toErasureView(await getErasure(deps)(path.userId, adminOrigin(caller, trace)))),
);
