import type { ErasurePart, ErasureRequest } from '../domain/erasure.ts';
import type { Erasures } from '../domain/ports.ts';
import type { InMemoryUsers } from './in-memory-users.ts';

export function inMemoryErasures(users: Pick<InMemoryUsers, 'saveUser' | 'announce' | 'remove'>): Erasures {
  const requests = new Map<string, ErasureRequest>();
  const parts = new Map<string, ErasurePart>();
  return {
    async begin({ request, user, events }) {
      await users.saveUser(user);
      requests.set(request.userId, request);
      for (const event of events) await users.announce(event);
    },
    async find(userId) {
      const request = requests.get(userId);
      if (request === undefined) return undefined;
      return { request, parts: [...parts.values()].filter((part) => part.userId === userId) };
    },
    async record(part) {
      parts.set(`${part.userId}#${part.service}#${part.eventId}`, part);
    },
    async forgetPerson(userId, email) {
      users.remove(userId, email);
      return 0;
    },
  };
}
