import type { ApiKeyView } from '@tradewind/contracts/identity/api-key-views';
import type { ApiKey } from '../../domain/api-key.ts';

export function toApiKeyView({ id, name, kind, plan, createdAt, expiresAt }: ApiKey): ApiKeyView {
  return { id, name, kind, plan, createdAt, ...(expiresAt === undefined ? {} : { expiresAt }) };
}
