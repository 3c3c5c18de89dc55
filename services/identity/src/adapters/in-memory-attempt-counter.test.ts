import { attemptCounterSuite } from './attempt-counter.suite.ts';
import { inMemoryAttemptCounter } from './in-memory-attempt-counter.ts';

attemptCounterSuite('in memory', async () => inMemoryAttemptCounter());
