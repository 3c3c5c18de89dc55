import type { Money } from '@tradewind/kernel';

const LOCALE = 'en-GB';

/** Formats are costly to make: each reads the locale's data. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string): Intl.NumberFormat {
  const format = formats.get(currency) ?? new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  formats.set(currency, format);
  return format;
}

/** An amount as it is written in British English: `£19.99`, `€1,250.00`, `US$0.05`, `JP¥500`; exact up to 10¹³ minor units. */
export function formatMoney({ amount, currency }: Money): string {
  const format = formatOf(currency);
  const { maximumFractionDigits: minorDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** minorDigits);
}
