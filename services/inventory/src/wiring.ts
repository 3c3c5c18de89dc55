import { openTable, type Table } from '@tradewind/dynamodb';
import { outboxPublisher, type OutboxPublisher } from '@tradewind/dynamodb/outbox-publisher';
import { systemClock } from '@tradewind/kernel';
import { dynamoIdempotencyStore, type IdempotencyStore } from '@tradewind/middleware';
import { dynamoReservations } from './adapters/dynamo-reservations.ts';
import { dynamoStockFeeds } from './adapters/dynamo-stock-feeds.ts';
import { dynamoStockLevels } from './adapters/dynamo-stock-levels.ts';
import { busEnv, env } from './env.ts';
import type { ApplyStockFeedDeps } from './use-cases/apply-stock-feed.ts';
import type { AdjustStockDeps } from './use-cases/adjust-stock.ts';
import type { CommitReservationDeps } from './use-cases/commit-reservation.ts';
import type { ExpireReservationsDeps } from './use-cases/expire-reservations.ts';
import type { GetStockDeps } from './use-cases/get-stock.ts';
import type { ReleaseStockDeps } from './use-cases/release-stock.ts';
import type { ReserveStockDeps } from './use-cases/reserve-stock.ts';

const table = (): Table => openTable(env().TABLE_NAME);
const levels = () => dynamoStockLevels(table());
const reservations = () => dynamoReservations(table(), systemClock);

export const idempotencyStore = (): IdempotencyStore => dynamoIdempotencyStore(table());
export const getStockDeps = (): GetStockDeps => ({ levels: levels() });
export const adjustStockDeps = (): AdjustStockDeps => ({ levels: levels(), clock: systemClock });
export const reserveStockDeps = (): ReserveStockDeps => ({
  levels: levels(),
  reservations: reservations(),
  clock: systemClock,
});
export const commitReservationDeps = (): CommitReservationDeps => ({ reservations: reservations() });
export const releaseStockDeps = (): ReleaseStockDeps => ({ reservations: reservations(), clock: systemClock });
export const expireReservationsDeps = (): ExpireReservationsDeps => ({
  reservations: reservations(),
  clock: systemClock,
});
export const applyStockFeedDeps = (): ApplyStockFeedDeps => ({
  levels: levels(),
  feeds: dynamoStockFeeds(table(), systemClock),
  clock: systemClock,
});
export const outboxDeps = (): OutboxPublisher => outboxPublisher({ table: table(), busName: busEnv().EVENT_BUS_NAME });
