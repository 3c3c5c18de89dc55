import { StockAdjusted } from '@tradewind/contracts/inventory/stock-adjusted.v1';
import { isDomainError, timestamp, ulid, type Clock, type TraceContext } from '@tradewind/kernel';
import { movementToCount } from '../domain/counted-level.ts';
import type { StockFeeds, StockLevels } from './ports.ts';

export interface ApplyStockFeedDeps {
  readonly levels: Pick<StockLevels, 'of'>;
  readonly feeds: StockFeeds;
  readonly clock: Clock;
}

export interface ApplyStockFeed {
  readonly feedId: string;
  readonly submittedBy: string;
  readonly locationId: string;
  readonly lines: readonly { readonly sku: string; readonly onHand: number }[];
  readonly trace: TraceContext;
}

/** Lines by what became of them. */
export interface StockFeedOutcome {
  readonly corrected: number;
  readonly unchanged: number;
  /** SKUs that were left as they are: fewer were counted than are promised to orders. */
  readonly belowReserved: readonly string[];
}

type LineOutcome = 'corrected' | 'unchanged' | 'below-reserved';

const MAX_ATTEMPTS = 5;
const CONCURRENCY = 8;

/**
 * Corrects the levels of a location to what was counted. Each line is entered together with the mark of its feed, so a
 * feed that comes twice, or was cut off half-way, corrects every line once. Of a SKU that is listed twice the last
 * count holds. Throws `inventory.busy` when a level never rests: the feed comes again.
 */
export const applyStockFeed =
  (deps: ApplyStockFeedDeps) =>
  async (feed: ApplyStockFeed): Promise<StockFeedOutcome> => {
    const counts = [...new Map(feed.lines.map(({ sku, onHand }) => [sku, onHand]))];
    const outcomes: (readonly [sku: string, outcome: LineOutcome])[] = [];
    while (counts.length > 0) {
      const batch = counts.splice(0, CONCURRENCY);
      outcomes.push(
        ...(await Promise.all(
          batch.map(async ([sku, onHand]) => [sku, await applyLine(deps, feed, sku, onHand)] as const),
        )),
      );
    }
    const having = (wanted: LineOutcome) => outcomes.filter(([, outcome]) => outcome === wanted);
    return {
      corrected: having('corrected').length,
      unchanged: having('unchanged').length,
      belowReserved: having('below-reserved').map(([sku]) => sku),
    };
  };

/** Reads, decides, writes under the condition that the level is still as it was read. */
async function applyLine(
  deps: ApplyStockFeedDeps,
  feed: ApplyStockFeed,
  sku: string,
  onHand: number,
): Promise<LineOutcome> {
  const { feedId, submittedBy, locationId, trace } = feed;
  const mark = { feedId, submittedBy, sku };
  for (let attempt = 1; ; attempt += 1) {
    if (await deps.feeds.isApplied(mark)) return 'unchanged';
    const level = (await deps.levels.of([sku])).find((candidate) => candidate.locationId === locationId);
    const movement = movementToCount({ sku, locationId, onHand }, level);
    if (movement === 'below-reserved' || movement === undefined) {
      await deps.feeds.settle(mark);
      return movement ?? 'unchanged';
    }
    const now = deps.clock.now();
    const entry = {
      ...movement,
      sku,
      locationId,
      note: `Feed ${feedId}`,
      enteredBy: submittedBy,
      movementId: ulid(now.getTime()),
      enteredAt: timestamp(deps.clock),
    };
    const event = StockAdjusted.create({ sku, locationId, ...movement }, trace, deps.clock);
    try {
      await deps.feeds.apply(mark, entry, level, event);
      return 'corrected';
    } catch (error) {
      if (!isDomainError(error, 'inventory.busy') || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
