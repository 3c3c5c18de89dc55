import { inMemoryUsers } from './in-memory-users.ts';
import { usersSuite } from './users.suite.ts';

usersSuite('in memory', async () => {
  const users = inMemoryUsers();
  return { users, outbox: async () => users.published };
});
