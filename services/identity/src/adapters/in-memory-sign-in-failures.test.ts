import { inMemorySignInFailures } from './in-memory-sign-in-failures.ts';
import { signInFailuresSuite } from './sign-in-failures.suite.ts';

signInFailuresSuite('in memory', async () => inMemorySignInFailures());
