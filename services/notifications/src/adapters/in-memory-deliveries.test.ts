import { deliveriesSuite } from './deliveries.suite.ts';
import { inMemoryDeliveries } from './in-memory-deliveries.ts';

deliveriesSuite('in memory', async () => inMemoryDeliveries());
