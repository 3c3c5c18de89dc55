import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { StockFeed } from '../inventory/stock-feed.ts';

export const submitStockFeed = defineRoute({
  service: 'partner',
  name: 'submit-stock-feed',
  method: 'POST',
  path: '/partner/v1/stock-feeds',
  access: 'partner',
  summary: 'Hand in the counted stock of a location',
  description:
    'Taken into a queue and worked off within seconds: each level is corrected to what was counted. The same `feedId` ' +
    'counts once. A count below what is reserved for orders is left out.',
  mapped: true,
  request: { body: StockFeed },
  /** `receipt` is the id under which the queue has it. */
  responses: { 202: z.strictObject({ receipt: z.string() }) },
});
