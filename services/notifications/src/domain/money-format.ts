import type { Money } from '@tradewind/kernel';

const LOCALE = 'en-GB';

/** An amount as it is written in British English: `£19.99`, `€1,250.00`, `US$0.05`, `JP¥500`; exact up to 10¹³ minor units. */
export function formatMoney({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  const { maximumFractionDigits: minorDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** minorDigits);
}
