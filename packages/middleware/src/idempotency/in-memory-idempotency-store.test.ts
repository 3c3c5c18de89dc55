import { idempotencyStoreSuite } from './idempotency-store.suite.ts';
import { inMemoryIdempotencyStore } from './in-memory-idempotency-store.ts';

idempotencyStoreSuite(inMemoryIdempotencyStore);
