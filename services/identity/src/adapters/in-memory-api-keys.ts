import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeys } from '../domain/api-key-ports.ts';

/** Keys in the memory of one process. */
export function inMemoryApiKeys(): ApiKeys {
  const keys = new Map<string, ApiKey>();
  return {
    save: async (key) => void keys.set(key.id, key),
    find: async (keyId) => keys.get(keyId),
    findBySecretHash: async (secretHash) => [...keys.values()].find((key) => key.secretHash === secretHash),
    remove: async ({ id }) => void keys.delete(id),
    async list({ limit, after }) {
      const ids = [...keys.keys()].sort().toReversed();
      const start = after === undefined ? 0 : ids.findIndex((id) => id === after['sk']) + 1;
      const page = ids.slice(start, start + limit);
      const last = page.at(-1);
      const next = last === undefined || start + limit >= ids.length ? undefined : { pk: 'API_KEYS', sk: last };
      return { keys: page.flatMap((id) => keys.get(id) ?? []), next };
    },
  };
}
