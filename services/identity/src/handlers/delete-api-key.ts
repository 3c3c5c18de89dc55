import { deleteApiKey as route } from '@tradewind/contracts/identity/delete-api-key';
import { httpHandler, noContent } from '@tradewind/middleware';
import { withdrawApiKeyDeps } from '../api-key-wiring.ts';
import { withdrawApiKey } from '../use-cases/withdraw-api-key.ts';

export const handler = httpHandler(route, { deps: withdrawApiKeyDeps }, async ({ deps, path }) => {
  await withdrawApiKey(deps)(path.keyId);
  return noContent();
});
