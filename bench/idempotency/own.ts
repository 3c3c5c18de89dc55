import { openTable } from '@tradewind/dynamodb';
import { created, dynamoIdempotencyStore, httpHandler } from '@tradewind/middleware';
import { idempotentRoute } from './route.ts';

const wiring = { deps: () => openTable('bench'), idempotency: () => dynamoIdempotencyStore(openTable('bench')) };

/** The same with our store. */
export const handler = httpHandler(idempotentRoute, wiring, async ({ deps }) => {
  await deps.put({ pk: 'ORDER#1', sk: 'ORDER' });
  return created({ id: 'ord_1' });
});
