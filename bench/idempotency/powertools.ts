import { makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { dynamoDbClient, openTable } from '@tradewind/dynamodb';
import { created, httpHandler } from '@tradewind/middleware';
import { plainRoute } from './route.ts';

const placeOnce = makeIdempotent(
  async ({ cartId }: { cartId: string }) => {
    await openTable('bench').put({ pk: `ORDER#${cartId}`, sk: 'ORDER' });
    return { id: 'ord_1' };
  },
  { persistenceStore: new DynamoDBPersistenceLayer({ tableName: 'bench', awsSdkV3Client: dynamoDbClient() }) },
);

/** The same with Powertools' DynamoDB layer on the same client; its middleware does not read HTTP headers, so it wraps. */
export const handler = httpHandler(plainRoute, { deps: () => ({}) }, async ({ body }) =>
  created(await placeOnce(body)),
);
