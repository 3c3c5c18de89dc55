import { idPattern, type IdPrefix } from '@tradewind/kernel';
import * as z from 'zod/mini';

/** Currencies that prices may be quoted in; all three have two minor digits. */
export const CURRENCIES = ['GBP', 'EUR', 'USD'] as const;
export const CurrencyCode = z.enum(CURRENCIES);
export type CurrencyCode = z.output<typeof CurrencyCode>;

/** Money in minor units, of any sign. */
export const MoneyView = z.strictObject({ amount: z.int(), currency: CurrencyCode });
export type MoneyView = z.output<typeof MoneyView>;

/** A price in minor units: from 0 up to 9,999,999.99. */
export const PriceView = z.strictObject({
  amount: z.int().check(z.minimum(0), z.maximum(999_999_999)),
  currency: CurrencyCode,
});

export const Timestamp = z.iso.datetime({ precision: 3 });

/** A schema for ids of one prefix (`ord_01J…`). */
export function idSchema(prefix: IdPrefix) {
  return z.string().check(z.regex(idPattern(prefix), `Must be an id of the form ${prefix}_ followed by a ULID.`));
}

/** Text for people: trimmed, without control characters, between `min` and `max` characters. */
export function text(min: number, max: number) {
  return z
    .string()
    .check(
      z.trim(),
      z.minLength(min),
      z.maxLength(max),
      z.regex(/^[^\p{Cc}]*$/u, 'Must not contain control characters.'),
    );
}

export const Email = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email());

export const Address = z.strictObject({
  name: text(1, 100),
  line1: text(1, 100),
  line2: z.optional(text(1, 100)),
  city: text(1, 100),
  region: z.optional(text(1, 100)),
  postalCode: text(1, 20),
  country: z.string().check(z.regex(/^[A-Z]{2}$/, 'Must be an ISO 3166-1 alpha-2 code such as GB.')),
});
export type Address = z.output<typeof Address>;

/** SKU: what a merchant's stock is counted by. */
export const Sku = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'Must be 1 to 64 letters, digits, dots, dashes or underscores.'));

/** `limit` and `cursor` of every list; spread into its query schema. Query values arrive as text. */
export const pageQuery = {
  limit: z._default(
    z.pipe(
      z.pipe(z.string().check(z.regex(/^\d{1,4}$/, 'Must be a whole number.')), z.transform(Number)),
      z.int().check(z.minimum(1), z.maximum(100)),
    ),
    20,
  ),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(2048))),
};

/** One page of a list: `nextCursor` is null on the last. */
export function pageOf<S extends z.ZodMiniType>(item: S) {
  return z.strictObject({ data: z.array(item), nextCursor: z.nullable(z.string()) });
}
