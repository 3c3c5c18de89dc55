import type { AttributeValue, Item } from './dynalite-types.ts';

/** The type of a value: the one member that is set. */
export function attributeType(value: AttributeValue): string | undefined {
  for (const type in value) return type;
  return undefined;
}

function sameItem(left: Item, right: Item): boolean {
  const names = Object.keys(left).filter((name) => left[name] !== undefined);
  if (names.length !== Object.keys(right).filter((name) => right[name] !== undefined).length) return false;
  return names.every((name) => {
    const [one, other] = [left[name], right[name]];
    return one !== undefined && other !== undefined && sameValue(one, other);
  });
}

function sameSet(left: readonly string[], right: readonly string[] | undefined): boolean {
  if (right?.length !== left.length) return false;
  const elements = new Set(right);
  return left.every((element) => elements.has(element));
}

/** Whether two values are equal: sets whatever their order, documents by their contents. Numbers are in normal form. */
export function sameValue(left: AttributeValue, right: AttributeValue): boolean {
  const { S, N, B, BOOL, NULL, SS, NS, BS, L, M } = left;
  if (S !== undefined) return S === right.S;
  if (N !== undefined) return N === right.N;
  if (BOOL !== undefined) return BOOL === right.BOOL;
  if (NULL !== undefined) return NULL === right.NULL;
  if (B !== undefined) return B === right.B;
  if (SS !== undefined) return sameSet(SS, right.SS);
  if (NS !== undefined) return sameSet(NS, right.NS);
  if (BS !== undefined) return sameSet(BS, right.BS);
  if (M !== undefined) return right.M !== undefined && sameItem(M, right.M);
  if (L === undefined || right.L?.length !== L.length) return false;
  return L.every((element, index) => {
    const other = right.L?.[index];
    return other !== undefined && sameValue(element, other);
  });
}

/** Whether two items are the same, either of which may be missing. */
export function sameItems(left: Item | undefined, right: Item | undefined): boolean {
  return left === undefined || right === undefined ? left === right : sameItem(left, right);
}

/** A number by its sign (-1, 0, 1) and its significant digits, with the decimal point before the first of them. */
export interface Decimal {
  readonly sign: number;
  /** Places by which the point moves to the right. */
  readonly exponent: number;
  readonly digits: string;
}

export function decimal(text: string): Decimal {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', decimals = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const all = whole + decimals;
  const leading = all.search(/[1-9]/);
  if (leading < 0) return { sign: 0, exponent: 0, digits: '' };
  return {
    sign: text.startsWith('-') ? -1 : 1,
    exponent: whole.length + Number(power) - leading,
    digits: all.slice(leading).replace(/0+$/, ''),
  };
}

function order<T>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Numbers have up to 38 digits, more than a double holds. */
function compareNumbers(left: string, right: string): number {
  const [one, other] = [decimal(left), decimal(right)];
  if (one.sign !== other.sign) return order(one.sign, other.sign);
  const [smaller, larger] = one.sign < 0 ? [other, one] : [one, other];
  return order(smaller.exponent, larger.exponent) || order(smaller.digits, larger.digits);
}

/** Negative, zero or positive, as DynamoDB orders two values; undefined for types that have no common order. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.S !== undefined && right.S !== undefined) return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N);
  if (left.B === undefined || right.B === undefined) return undefined;
  return Buffer.compare(Buffer.from(left.B, 'base64'), Buffer.from(right.B, 'base64'));
}
