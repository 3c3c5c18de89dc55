import { DomainError } from './domain-error.ts';

/** An amount in minor units (pence, cents) with its ISO 4217 code. `amount` is always a safe integer. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

function checked(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) {
    throw new DomainError('rule-violated', 'money.out-of-range', 'The amount is outside the range of exact integers.');
  }
  return { amount: amount === 0 ? 0 : amount, currency };
}

function sameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) {
    throw new DomainError(
      'rule-violated',
      'money.currency-mismatch',
      `Cannot combine ${left.currency} with ${right.currency}.`,
    );
  }
}

export function money(amount: number, currency: string): Money {
  return checked(amount, currency);
}

export function zero(currency: string): Money {
  return { amount: 0, currency };
}

export function add(left: Money, right: Money): Money {
  sameCurrency(left, right);
  return checked(left.amount + right.amount, left.currency);
}

export function subtract(left: Money, right: Money): Money {
  sameCurrency(left, right);
  return checked(left.amount - right.amount, left.currency);
}

export function negate(value: Money): Money {
  return checked(-value.amount, value.currency);
}

/** Multiplies by a whole quantity; fractions go through `portion`, which says how it rounds. */
export function multiply(value: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) {
    throw new DomainError('rule-violated', 'money.out-of-range', 'A quantity must be a whole number.');
  }
  return checked(value.amount * quantity, value.currency);
}

/** `numerator/denominator` of the value, rounded half away from zero as tax authorities accept. */
export function portion(value: Money, numerator: number, denominator: number): Money {
  const scaled = BigInt(value.amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const magnitude = scaled < 0n ? -scaled : scaled;
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  return checked(Number(scaled < 0n ? -rounded : rounded), value.currency);
}

export function sum(values: readonly Money[], currency: string): Money {
  return values.reduce(add, zero(currency));
}

export function equals(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.amount === right.amount;
}
