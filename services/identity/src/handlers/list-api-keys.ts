import { listApiKeys as route } from '@tradewind/contracts/identity/list-api-keys';
import { httpHandler, ok } from '@tradewind/middleware';
import { listApiKeysDeps } from '../key-wiring.ts';
import { listApiKeys } from '../use-cases/list-api-keys.ts';
import { toApiKeyView } from './views/api-key.ts';

export const handler = httpHandler(route, { deps: listApiKeysDeps }, async ({ deps, query }) => {
  const { keys, nextCursor } = await listApiKeys(deps)(query);
  return ok({ data: keys.map(toApiKeyView), nextCursor });
});
