import { addressBooksSuite } from './address-books.suite.ts';
import { inMemoryAddressBooks } from './in-memory-address-books.ts';

addressBooksSuite('in memory', async () => {
  const known = new Set<string>();
  const now = '2026-01-31T09:30:00.000Z';
  const books = inMemoryAddressBooks({
    findUser: async (id) =>
      known.has(id)
        ? { id, name: 'Ada', email: 'ada@example.com', version: 1, createdAt: now, updatedAt: now }
        : undefined,
  });
  return {
    books,
    addUser: async (id) => {
      known.add(id);
    },
  };
});
