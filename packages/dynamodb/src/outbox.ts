import type { PublishableEvent } from '@tradewind/contracts/events/event';
import type { Write } from './types.ts';

export const OUTBOX_PREFIX = 'OUTBOX#';

/**
 * The write that puts an event into the table's outbox. It belongs into the same transaction as the change
 * that the event tells of; the table's stream then publishes it (see `outbox-publisher.ts`).
 */
export function outboxWrite(event: PublishableEvent): Write {
  return {
    put: {
      pk: `${OUTBOX_PREFIX}${event.detail.id}`,
      sk: 'EVENT',
      source: event.source,
      detailType: event.detailType,
      detail: JSON.stringify(event.detail),
    },
  };
}
