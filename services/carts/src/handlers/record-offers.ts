import { ProductPublished } from '@tradewind/contracts/catalog/product-published.v1';
import { ProductWithdrawn } from '@tradewind/contracts/catalog/product-withdrawn.v1';
import { on, queueHandler } from '@tradewind/middleware';
import { recordPublished, recordWithdrawn } from '../use-cases/record-offers.ts';
import { recordOffersDeps } from '../wiring.ts';

export const handler = queueHandler(
  { deps: recordOffersDeps },
  on(ProductPublished, { replays: 'apply' }, ({ deps, event }) => recordPublished(deps)(event.data)),
  on(ProductWithdrawn, { replays: 'apply' }, ({ deps, event }) => recordWithdrawn(deps)(event.data)),
);
