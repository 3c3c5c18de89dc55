import { ConditionFailedError, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { Deliveries } from '../domain/ports.ts';

const DeliveryRow = z.object({ status: z.enum(['sending', 'sent']) });

/** Seconds: longer than an event can lie in the queue and its dead letter queue (18 days) before it is delivered again. */
const KEPT_FOR = 60 * 24 * 3600;

function deliveryKey(eventId: string) {
  return { pk: `DELIVERY#${eventId}`, sk: 'MAIL' };
}

/** One row per event: `sending` under a lease, then `sent`. It holds no address. */
export function dynamoDeliveries(table: Table): Deliveries {
  return {
    async claim({ eventId, kind, claimedAt, leaseUntil }) {
      const expiresAt = Math.floor(Date.parse(claimedAt) / 1000) + KEPT_FOR;
      try {
        await table.put(
          { ...deliveryKey(eventId), status: 'sending', kind, claimedAt, leaseUntil, expiresAt },
          {
            condition: 'attribute_not_exists(#pk) OR (#status = :sending AND #leaseUntil <= :now)',
            values: { ':sending': 'sending', ':now': claimedAt },
          },
        );
        return 'claimed';
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
        return DeliveryRow.parse(error.item).status === 'sent' ? 'sent' : 'in-progress';
      }
    },
    async markSent(eventId, { messageId, sentAt }) {
      await table.update(deliveryKey(eventId), {
        update: 'SET #status = :sent, #messageId = :messageId, #sentAt = :sentAt REMOVE #leaseUntil',
        values: { ':sent': 'sent', ':messageId': messageId, ':sentAt': sentAt },
      });
    },
  };
}
