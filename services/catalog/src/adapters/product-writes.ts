import { outboxWrite, type Item, type Write } from '@tradewind/dynamodb';
import type { DomainError } from '@tradewind/kernel';
import { externalIdTaken, skuTaken, staleVersion } from '../domain/errors.ts';
import type { Product } from '../domain/product.ts';
import { sameContent } from '../domain/same-content.ts';
import type { ProductChange } from '../use-cases/ports.ts';
import { listingRows } from './listing-rows.ts';
import { externalIdKey, productRow, skuKey } from './rows.ts';

/** A write and what its failed condition means. */
export interface GuardedWrite {
  readonly write: Write;
  readonly refusal?: () => DomainError;
}

function productWrite({ before, after }: ProductChange): GuardedWrite {
  const write: Write =
    before === undefined
      ? { put: productRow(after), condition: 'attribute_not_exists(#pk)' }
      : { put: productRow(after), condition: '#version = :seen', values: { ':seen': before.version } };
  return { write, refusal: staleVersion };
}

const onSale = (product: Product | undefined): Product | undefined =>
  product?.status === 'active' ? product : undefined;

function skuWrites(before: Product | undefined, after: Product | undefined): GuardedWrite[] {
  const held = new Set(before?.variants.map(({ sku }) => sku));
  const wanted = new Set(after?.variants.map(({ sku }) => sku));
  return [
    ...[...wanted]
      .filter((sku) => !held.has(sku))
      .map((sku) => ({
        write: { put: { ...skuKey(sku), productId: after?.id }, condition: 'attribute_not_exists(#pk)' },
        refusal: () => skuTaken(sku),
      })),
    ...[...held].filter((sku) => !wanted.has(sku)).map((sku) => ({ write: { delete: skuKey(sku) } })),
  ];
}

function externalIdWrites(before: Product | undefined, after: Product | undefined): GuardedWrite[] {
  const [held, wanted] = [before?.externalId, after?.externalId];
  if (held === wanted) return [];
  const release = held === undefined ? [] : [{ write: { delete: externalIdKey(held) } }];
  if (wanted === undefined) return release;
  const claim = { put: { ...externalIdKey(wanted), productId: after?.id }, condition: 'attribute_not_exists(#pk)' };
  return [...release, { write: claim, refusal: () => externalIdTaken(wanted) }];
}

function listingWrites(before: Product | undefined, after: Product | undefined): GuardedWrite[] {
  const byPartition = (product: Product | undefined): Map<unknown, Item> =>
    new Map((product === undefined ? [] : listingRows(product)).map((row) => [row['pk'], row]));
  const [held, wanted] = [byPartition(before), byPartition(after)];
  return [
    ...[...wanted].filter(([pk, row]) => !sameContent(held.get(pk), row)).map(([, row]) => ({ write: { put: row } })),
    ...[...held]
      .filter(([pk]) => !wanted.has(pk))
      .map(([pk, row]) => ({ write: { delete: { pk: String(pk), sk: String(row['sk']) } } })),
  ];
}

/** The writes of one transaction that takes the product from one state to the next: only rows that differ. */
export function productWrites(change: ProductChange): GuardedWrite[] {
  const [before, after] = [onSale(change.before), onSale(change.after)];
  return [
    productWrite(change),
    // Before the SKUs: a twin of the same external id is to be told as such, though it holds the SKUs as well.
    ...externalIdWrites(before, after),
    ...skuWrites(before, after),
    ...listingWrites(before, after),
    ...change.events.map((event) => ({ write: outboxWrite(event) })),
  ];
}
