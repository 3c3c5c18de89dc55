import { describe } from '@jest/globals';
import { buyerDirectorySuite } from './buyer-directory.suite.ts';
import { inMemoryBuyerDirectory } from './in-memory-buyer-directory.ts';
import { inMemoryOrders } from './in-memory-orders.ts';
import { ordersSuite } from './orders.suite.ts';

describe('orders in memory', () => {
  ordersSuite(async () => {
    const orders = inMemoryOrders();
    return { orders, announced: async (event) => orders.events.includes(event) };
  });
});

describe('the directory of buyers in memory', () => {
  buyerDirectorySuite(async () => inMemoryBuyerDirectory());
});
