import { refreshSession as route } from '@tradewind/contracts/identity/refresh-session';
import { httpHandler, ok } from '@tradewind/middleware';
import { refreshSession } from '../use-cases/refresh-session.ts';
import { refreshSessionDeps } from '../wiring.ts';
import { toSessionView } from './views/session.ts';

export const handler = httpHandler(route, { deps: refreshSessionDeps }, async ({ deps, body }) =>
  ok(toSessionView(await refreshSession(deps)(body))),
);
