const DECIMAL = /^(\d{1,9})(?:\.(\d+))?$/;

/**
 * A decimal price as text in minor units of a currency with two of them: `129.99` is 12999, `1999.0` is 199900.
 * Digits are moved, never multiplied, so that no price is off by a fraction. Undefined for anything that is not
 * exactly a whole number of minor units: signs, exponents, thousands separators, fractions of a penny.
 */
export function toMinorUnits(text: string): number | undefined {
  const [, whole, fraction = ''] = DECIMAL.exec(text.trim()) ?? [];
  if (whole === undefined || !/^\d{0,2}0*$/.test(fraction)) return undefined;
  return Number(whole + fraction.slice(0, 2).padEnd(2, '0'));
}
