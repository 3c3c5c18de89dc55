import { createSession as route } from '@tradewind/contracts/identity/create-session';
import { httpHandler, ok } from '@tradewind/middleware';
import { createSession } from '../use-cases/create-session.ts';
import { createSessionDeps } from '../wiring.ts';
import { toSessionView } from './views/session.ts';

export const handler = httpHandler(route, { deps: createSessionDeps }, async ({ deps, body, trace }) => {
  const outcome = await createSession(deps)({ ...body, trace });
  return outcome.kind === 'challenge'
    ? ok({ challenge: { name: outcome.name, session: outcome.session } })
    : ok(toSessionView(outcome.session));
});
