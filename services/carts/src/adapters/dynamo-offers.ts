import { ConditionFailedError, type Item, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import { CURRENCIES } from '../domain/currency.ts';
import type { Offer } from '../domain/offer.ts';
import type { OfferReader, OfferRecorder } from '../domain/ports.ts';

const identity = { variantId: z.string(), productId: z.string(), version: z.int() };

const OfferRow = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('on-sale'),
    ...identity,
    sku: z.string(),
    name: z.string(),
    prices: z.partialRecord(z.enum(CURRENCIES), z.int()),
  }),
  z.object({ status: z.literal('withdrawn'), ...identity }),
]);

function offerKey(variantId: string) {
  return { pk: `VARIANT#${variantId}`, sk: 'OFFER' };
}

function toOffer(item: Item): Offer {
  return OfferRow.parse(item);
}

/** Reads of the projection; eventually consistent, as the projection itself is. */
export function dynamoOfferReader(table: Table): OfferReader {
  return {
    async find(variantIds) {
      const items = await table.batchGet(variantIds.map(offerKey));
      return new Map(items.map(toOffer).map((offer) => [offer.variantId, offer]));
    },
  };
}

/** One conditional write per variant; an event that comes late or again costs a refused write and changes nothing. */
export function dynamoOfferRecorder(table: Table): OfferRecorder {
  return {
    async record(offer) {
      try {
        await table.put(
          { ...offerKey(offer.variantId), ...offer },
          { condition: 'attribute_not_exists(#pk) OR #version < :version', values: { ':version': offer.version } },
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionFailedError) return false;
        throw error;
      }
    },
  };
}
