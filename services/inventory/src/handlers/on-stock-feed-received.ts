import { ReceivedStockFeed } from '@tradewind/contracts/inventory/stock-feed';
import { messageHandler } from '@tradewind/middleware';
import { applyStockFeed } from '../use-cases/apply-stock-feed.ts';
import { applyStockFeedDeps } from '../wiring.ts';

export const handler = messageHandler(ReceivedStockFeed, { deps: applyStockFeedDeps }, async (context) => {
  const { message, deps, trace, log } = context;
  const { feed, submittedBy, requestId } = message;
  const outcome = await applyStockFeed(deps)({ ...feed, submittedBy, trace: { ...trace, causationId: requestId } });
  log.info('stock feed applied', { feedId: feed.feedId, submittedBy, ...outcome });
});
