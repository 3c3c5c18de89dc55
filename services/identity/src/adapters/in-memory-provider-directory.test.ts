import { inMemoryProviderDirectory } from './in-memory-provider-directory.ts';
import { providerDirectorySuite } from './provider-directory.suite.ts';

providerDirectorySuite('in memory', inMemoryProviderDirectory);
