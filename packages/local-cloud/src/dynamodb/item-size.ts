import type { AttributeValue, Item } from './dynalite-types.ts';

/** The largest item, in bytes. */
export const MAX_ITEM_BYTES = 400 * 1024;

/** What a list or a map costs besides its elements, and what each element costs besides its value. */
const DOCUMENT_BYTES = 3;
const ELEMENT_BYTES = 1;

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * Bytes of a number: one, and one for every two significant digits on each side of the decimal point, and one for a
 * minus. As measured against DynamoDB: its guide rounds the other way and knows nothing of the point.
 */
export function numberBytes(text: string): number {
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const digits = whole + decimals;
  if (!/[1-9]/.test(digits)) return 1;
  const point = whole.length + Number(exponent);
  const padded = '0'.repeat(Math.max(0, -point)) + digits + '0'.repeat(Math.max(0, point - digits.length));
  const left = padded.slice(0, Math.max(0, point)).replace(/^0+/, '');
  const right = padded.slice(Math.max(0, point)).replace(/0+$/, '');
  const leftDigits = right === '' ? left.replace(/0+$/, '').length : left.length;
  const rightDigits = left === '' ? right.replace(/^0+/, '').length : right.length;
  return 1 + Math.ceil(leftDigits / 2) + Math.ceil(rightDigits / 2) + (sign === '-' ? 1 : 0);
}

function binaryBytes(base64: string): number {
  return Buffer.byteLength(base64, 'base64');
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.M !== undefined) return DOCUMENT_BYTES + ELEMENT_BYTES * Object.keys(value.M).length + itemSize(value.M);
  if (value.L !== undefined) return DOCUMENT_BYTES + sum(value.L.map((each) => ELEMENT_BYTES + valueBytes(each)));
  if (value.B !== undefined) return binaryBytes(value.B);
  if (value.SS !== undefined) return sum(value.SS.map((text) => Buffer.byteLength(text)));
  if (value.NS !== undefined) return sum(value.NS.map(numberBytes));
  return value.BS === undefined ? 1 : sum(value.BS.map(binaryBytes));
}

/** Bytes of an item as DynamoDB counts them: names and strings in UTF-8, binary values decoded. */
export function itemSize(item: Item): number {
  let total = 0;
  for (const name in item) {
    const value: AttributeValue | undefined = item[name];
    if (value !== undefined) total += Buffer.byteLength(name) + valueBytes(value);
  }
  return total;
}
