import { openTable } from '@tradewind/dynamodb';
import { created, httpHandler } from '@tradewind/middleware';
import { plainRoute } from './route.ts';

/** The floor: the full stack and one write, without idempotency. */
export const handler = httpHandler(plainRoute, { deps: () => openTable('bench') }, async ({ deps }) => {
  await deps.put({ pk: 'ORDER#1', sk: 'ORDER' });
  return created({ id: 'ord_1' });
});
