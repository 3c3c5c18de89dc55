import { deleteUser as route } from '@tradewind/contracts/identity/delete-user';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { accepted, httpHandler } from '@tradewind/middleware';
import { beginErasure } from '../use-cases/begin-erasure.ts';
import { beginErasureDeps } from '../erasure-wiring.ts';
import { toErasureView } from './views/erasure.ts';

export const handler = httpHandler(
  route,
  { deps: beginErasureDeps },
  async ({ deps, path, ifMatch, caller, trace }) => {
    const origin = adminOrigin(caller, trace);
    const command = { userId: path.userId, requestedBy: 'admin', expectedVersion: ifMatch, trace: origin } as const;
    return accepted(toErasureView(await beginErasure(deps)(command)));
  },
);
