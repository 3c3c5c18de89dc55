import { CatalogAdminActionRecorded } from '@tradewind/contracts/catalog/admin-action-recorded.v1';
import { ProductPublished } from '@tradewind/contracts/catalog/product-published.v1';
import { ProductWithdrawn } from '@tradewind/contracts/catalog/product-withdrawn.v1';
import { adminChange, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
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

/** Each variant as a field of its own, so that the audit log tells of those that changed and no others. */
function auditFacts({ id: _id, variants, createdAt: _born, updatedAt: _changed, ...facts }: Product) {
  const byId = variants.map(({ id, ...variant }) => [`variants.${id}`, variant] as const);
  return { ...facts, ...Object.fromEntries(byId) };
}

function actionOf(before: Product | undefined, after: Product): string {
  if (before === undefined) return 'catalog.product-created';
  return after.status === 'withdrawn' ? 'catalog.product-withdrawn' : 'catalog.product-updated';
}

function recorded(before: Product | undefined, after: Product, origin: AdminOrigin, clock: Clock): PublishableEvent {
  const change = {
    action: actionOf(before, after),
    target: { type: 'product', id: after.id },
    before: before === undefined ? undefined : auditFacts(before),
    after: auditFacts(after),
  };
  return CatalogAdminActionRecorded.create(adminChange(change, origin), origin, clock);
}

function sellingEvents(
  before: Product | undefined,
  after: Product,
  trace: TraceContext,
  clock: Clock,
): PublishableEvent[] {
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

/** The change together with what goes on record, and what others must learn of it: nothing unless selling facts change. */
export function changeOf(
  before: Product | undefined,
  after: Product,
  origin: AdminOrigin,
  clock: Clock,
): ProductChange {
  const events = [...sellingEvents(before, after, origin, clock), recorded(before, after, origin, clock)];
  return { ...(before === undefined ? {} : { before }), after, events };
}
