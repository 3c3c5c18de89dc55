import { deleteSession as route } from '@tradewind/contracts/identity/delete-session';
import { httpHandler, noContent } from '@tradewind/middleware';
import { deleteSession } from '../use-cases/delete-session.ts';
import { deleteSessionDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: deleteSessionDeps }, async ({ deps, body }) => {
  await deleteSession(deps)(body);
  return noContent();
});
