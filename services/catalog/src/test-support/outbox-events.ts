import { paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { PublishableEvent } from '@tradewind/contracts/events/event';
import { dynamoDbClient, OUTBOX_PREFIX } from '@tradewind/dynamodb';
import * as z from 'zod/mini';

const OutboxRow = z.object({ source: z.string(), detailType: z.string(), detail: z.string() });
const Envelope = z.object({
  id: z.string(),
  occurredAt: z.string(),
  correlationId: z.string(),
  causationId: z.string(),
  data: z.unknown(),
});

/** The events that wait in the outbox of a table. */
export async function outboxEvents(tableName: string): Promise<PublishableEvent[]> {
  const events: PublishableEvent[] = [];
  const pages = paginateScan(
    { client: dynamoDbClient() },
    {
      TableName: tableName,
      FilterExpression: 'begins_with(pk, :outbox)',
      ExpressionAttributeValues: { ':outbox': { S: OUTBOX_PREFIX } },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const { detail, ...row } = OutboxRow.parse(unmarshall(item));
      events.push({ ...row, detail: Envelope.parse(JSON.parse(detail)) });
    }
  }
  return events;
}
