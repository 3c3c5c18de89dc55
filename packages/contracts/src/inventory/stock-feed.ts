import * as z from 'zod/mini';
import { Sku } from '../http/shapes.ts';
import { LocationId } from './views.ts';

export const MAX_FEED_LINES = 500;

/** The sender's own id of a feed. */
export const FeedId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'Must be 1 to 64 letters, digits, dots, dashes or underscores.'));

/** What was counted at one location, promised units included. */
export const StockFeed = z.strictObject({
  feedId: FeedId,
  locationId: LocationId,
  lines: z
    .array(z.strictObject({ sku: Sku, onHand: z.int().check(z.minimum(0), z.maximum(1_000_000)) }))
    .check(z.minLength(1), z.maxLength(MAX_FEED_LINES)),
});
export type StockFeed = z.output<typeof StockFeed>;

/** A feed on its way to inventory, with who sent it: the id of an API key, as the gateway's authorizer knows it. */
export const ReceivedStockFeed = z.strictObject({
  submittedBy: z.string().check(z.minLength(1), z.maxLength(128)),
  requestId: z.string(),
  feed: StockFeed,
});
