import { openTable, type Table } from '@tradewind/dynamodb';
import { outboxPublisher, type OutboxPublisher } from '@tradewind/dynamodb/outbox-publisher';
import { systemClock } from '@tradewind/kernel';
import { dynamoIdempotencyStore, type IdempotencyStore } from '@tradewind/middleware';
import { secret } from '@tradewind/parameters/secrets';
import { dynamoProductListing } from './adapters/dynamo-product-listing.ts';
import { dynamoProducts } from './adapters/dynamo-products.ts';
import { signedCursors } from './adapters/signed-cursors.ts';
import { busEnv, cursorEnv, env } from './env.ts';
import type { ChangeProductDeps } from './use-cases/create-product.ts';
import type { GetProductDeps } from './use-cases/get-product.ts';
import type { ListProductsDeps } from './use-cases/list-products.ts';

const table = (): Table => openTable(env().TABLE_NAME);

export const idempotencyStore = (): IdempotencyStore => dynamoIdempotencyStore(table());
export const getProductDeps = (): GetProductDeps => ({ products: dynamoProducts(table()) });
export const changeProductDeps = (): ChangeProductDeps => ({ products: dynamoProducts(table()), clock: systemClock });
/** Of the lists of products and of categories. */
export const listingDeps = (): ListProductsDeps => ({
  listing: dynamoProductListing(table()),
  cursors: signedCursors(secret(cursorEnv().CURSOR_SECRET_ID)),
});
export const outboxDeps = (): OutboxPublisher => outboxPublisher({ table: table(), busName: busEnv().EVENT_BUS_NAME });
