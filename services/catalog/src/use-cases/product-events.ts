import { ProductPublished } from '@tradewind/contracts/catalog/product-published.v1';
import { ProductWithdrawn } from '@tradewind/contracts/catalog/product-withdrawn.v1';
import type { PublishableEvent } from '@tradewind/contracts/events/event';
import type { Clock, TraceContext } from '@tradewind/kernel';
import { sellingFacts, type Product, type Variant } from '../domain/product.ts';
import { sameContent } from '../domain/same-content.ts';
import type { ProductChange } from './ports.ts';

const publishedVariant = ({ id, sku, name, prices }: Variant) => ({
  variantId: id,
  sku,
  name,
  prices: prices.map(({ amount, currency }) => ({ amount, currency })),
});

function events(before: Product | undefined, after: Product, trace: TraceContext, clock: Clock): PublishableEvent[] {
  const { id: productId, version, name, variants } = after;
  const withdrawal = (gone: readonly Variant[]): PublishableEvent[] =>
    gone.length === 0
      ? []
      : [ProductWithdrawn.create({ productId, version, variantIds: gone.map(({ id }) => id) }, trace, clock)];
  if (after.status === 'withdrawn') return withdrawal(variants);
  if (before !== undefined && sameContent(sellingFacts(before), sellingFacts(after))) return [];
  const kept = new Set(variants.map(({ id }) => id));
  return [
    ProductPublished.create({ productId, version, name, variants: variants.map(publishedVariant) }, trace, clock),
    ...withdrawal((before?.variants ?? []).filter(({ id }) => !kept.has(id))),
  ];
}

/** The change together with what other services must learn of it: nothing unless selling facts change. */
export function changeOf(
  before: Product | undefined,
  after: Product,
  trace: TraceContext,
  clock: Clock,
): ProductChange {
  return { ...(before === undefined ? {} : { before }), after, events: events(before, after, trace, clock) };
}
