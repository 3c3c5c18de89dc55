import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { createApiKey as route } from '@tradewind/contracts/identity/create-api-key';
import { created, httpHandler } from '@tradewind/middleware';
import { issueApiKeyDeps } from '../key-wiring.ts';
import { issueApiKey } from '../use-cases/issue-api-key.ts';
import { toApiKeyView } from './views/api-key.ts';

export const handler = httpHandler(route, { deps: issueApiKeyDeps }, async ({ deps, body, caller, trace }) => {
  const { key, secret } = await issueApiKey(deps)({ ...body, origin: adminOrigin(caller, trace) });
  return created({ key: toApiKeyView(key), secret }, { headers: { 'cache-control': 'no-store' } });
});
