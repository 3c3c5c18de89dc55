import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeys } from '../domain/api-key-ports.ts';
import type { OutgoingEvent } from '../domain/ports.ts';

export interface InMemoryApiKeys extends ApiKeys {
  /** What the outbox would publish, oldest first. */
  readonly published: readonly OutgoingEvent[];
}

/** Keys in the memory of one process. */
export function inMemoryApiKeys(): InMemoryApiKeys {
  const published: OutgoingEvent[] = [];
  const keys = new Map<string, ApiKey>();
  return {
    published,
    async save(key, event) {
      keys.set(key.id, key);
      published.push(event);
    },
    find: async (keyId) => keys.get(keyId),
    findBySecretHash: async (secretHash) => [...keys.values()].find((key) => key.secretHash === secretHash),
    async remove({ id }, event) {
      keys.delete(id);
      published.push(event);
    },
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
