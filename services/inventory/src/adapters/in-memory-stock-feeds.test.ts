import { inMemoryInventory } from './in-memory-inventory.ts';
import { stockFeedsSuite } from './stock-feeds.suite.ts';

stockFeedsSuite('in memory', inMemoryInventory);
