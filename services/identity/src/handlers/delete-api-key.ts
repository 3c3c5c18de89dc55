import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { deleteApiKey as route } from '@tradewind/contracts/identity/delete-api-key';
import { httpHandler, noContent } from '@tradewind/middleware';
import { withdrawApiKeyDeps } from '../key-wiring.ts';
import { withdrawApiKey } from '../use-cases/withdraw-api-key.ts';

export const handler = httpHandler(route, { deps: withdrawApiKeyDeps }, async ({ deps, path, caller, trace }) => {
  await withdrawApiKey(deps)(path.keyId, adminOrigin(caller, trace));
  return noContent();
});
