import { storedSetting, type LiveSetting } from '@tradewind/parameters/parameter-store';
import * as z from 'zod/mini';
import { UNNAMED_SHOP, type Shop } from '../domain/shop.ts';

/** Text of one line without control characters: it stands in headers of mails. */
const line = (minimum: number, maximum: number) =>
  z.string().check(z.trim(), z.minLength(minimum), z.maxLength(maximum), z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u));

/** Strict, so that a misspelt field is noticed; an address that SES would refuse must not keep mails from going out. */
const StoredShop = z.strictObject({
  name: line(1, 40),
  supportEmail: z.optional(z.email().check(z.regex(/^[^@]{1,64}@/), z.maxLength(254))),
  imprint: z.optional(line(0, 300)),
});

function parseShop(text: string): Shop {
  const parsed = z.safeParse(StoredShop, JSON.parse(text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')],
  );
  throw new Error(`Wrong or unknown in the shop's settings: ${fields.join(', ')}.`);
}

/** The shop as the parameter with this name describes it; see the README for its shape. */
export function storedShop(parameter: string): LiveSetting<Shop> {
  return storedSetting(parameter, { parse: parseShop, fallback: UNNAMED_SHOP });
}
