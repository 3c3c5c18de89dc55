import { systemClock } from '@tradewind/kernel';
import { inMemoryDirectory } from './in-memory-directory.ts';
import { userDirectorySuite } from './user-directory.suite.ts';

userDirectorySuite('in memory', async () => {
  const directory = inMemoryDirectory(systemClock);
  return { directory, lastCode: async (email) => directory.codesFor(email).at(-1) ?? '' };
});
