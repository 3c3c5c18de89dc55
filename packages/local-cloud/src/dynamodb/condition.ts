import { attributeType, compareValues, sameValue } from './attribute-values.ts';
import type { AttributeValue, Item } from './dynalite-types.ts';

/** The way to a value within an item: names of attributes and indexes of lists. */
export type DocumentPath = readonly (string | number)[];

interface SizeOf {
  readonly type: 'function';
  readonly name: string;
  readonly args: readonly Operand[];
}

export type Operand = DocumentPath | SizeOf | AttributeValue;

type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'between' | 'in';

/** A condition or filter as dynalite's parser gives it, names and values filled in. */
export type Condition =
  | { readonly type: 'and' | 'or'; readonly args: readonly Condition[] }
  | { readonly type: 'not'; readonly args: readonly Condition[] }
  | { readonly type: Comparison; readonly args: readonly Operand[] }
  | { readonly type: 'function'; readonly name: string; readonly args: readonly Operand[] };

/** Whether an operand is a way to a value and not a value itself. */
export function isPath(operand: Operand): operand is DocumentPath {
  return Array.isArray(operand);
}

/** The value at a path; undefined where the item has none. */
export function valueAt(path: DocumentPath, item: Item): AttributeValue | undefined {
  const [head, ...rest] = path;
  let value = typeof head === 'string' ? item[head] : undefined;
  for (const step of rest) value = typeof step === 'number' ? value?.L?.[step] : value?.M?.[step];
  return value;
}

function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  const { S, B, SS, NS, BS, L, M } = value;
  if (B !== undefined) return { N: String(Buffer.byteLength(B, 'base64')) };
  if (M !== undefined) return { N: String(Object.keys(M).length) };
  const counted = S ?? SS ?? NS ?? BS ?? L;
  return counted === undefined ? undefined : { N: String(counted.length) };
}

function resolve(operand: Operand | undefined, item: Item): AttributeValue | undefined {
  if (operand === undefined) return undefined;
  if (isPath(operand)) return valueAt(operand, item);
  return 'type' in operand ? sizeOf(resolve(operand.args[0], item)) : operand;
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if (value.S !== undefined && prefix.S !== undefined) return value.S.startsWith(prefix.S);
  if (value.B === undefined || prefix.B === undefined) return false;
  const start = Buffer.from(prefix.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, start.length).equals(start);
}

function contains({ S, B, SS, NS, BS, L }: AttributeValue, part: AttributeValue): boolean {
  if (L !== undefined) return L.some((element) => sameValue(element, part));
  if (part.S !== undefined) return S?.includes(part.S) ?? SS?.includes(part.S) ?? false;
  if (part.N !== undefined) return NS?.some((element) => sameValue({ N: element }, part)) ?? false;
  if (part.B === undefined) return false;
  if (B !== undefined) return Buffer.from(B, 'base64').includes(Buffer.from(part.B, 'base64'));
  return BS?.some((element) => sameValue({ B: element }, part)) ?? false;
}

/** Whether a function holds for the values of its operands; those that the item lacks are undefined. */
export function holdsFunction(
  name: string,
  value: AttributeValue | undefined,
  operand: AttributeValue | undefined,
): boolean {
  if (name === 'attribute_exists') return value !== undefined;
  if (name === 'attribute_not_exists') return value === undefined;
  if (value === undefined || operand === undefined) return false;
  if (name === 'attribute_type') return attributeType(value) === operand.S;
  return name === 'begins_with' ? beginsWith(value, operand) : contains(value, operand);
}

/** Whether a comparison holds. One with an attribute that the item lacks never does, except for `<>`. */
export function holdsComparison(
  type: Comparison,
  value: AttributeValue | undefined,
  operands: readonly (AttributeValue | undefined)[],
): boolean {
  const [first, second] = operands;
  if (type === '<>') return value === undefined || first === undefined || !sameValue(value, first);
  if (value === undefined) return false;
  if (type === 'in') return operands.some((operand) => operand !== undefined && sameValue(value, operand));
  if (first === undefined) return false;
  if (type === '=') return sameValue(value, first);
  const order = compareValues(value, first);
  if (order === undefined) return false;
  if (type === 'between') {
    const upper = second === undefined ? undefined : compareValues(value, second);
    return order >= 0 && upper !== undefined && upper <= 0;
  }
  if (type === '<') return order < 0;
  if (type === '<=') return order <= 0;
  return type === '>' ? order > 0 : order >= 0;
}

/** Whether an item satisfies a condition; without an item, as one without attributes. */
export function holds(condition: Condition, item: Item = {}): boolean {
  switch (condition.type) {
    case 'and':
      return condition.args.every((part) => holds(part, item));
    case 'or':
      return condition.args.some((part) => holds(part, item));
    case 'not':
      return !condition.args.every((part) => holds(part, item));
    case 'function': {
      const [value, operand] = condition.args.map((argument) => resolve(argument, item));
      return holdsFunction(condition.name, value, operand);
    }
    default: {
      const [value, ...operands] = condition.args.map((argument) => resolve(argument, item));
      return holdsComparison(condition.type, value, operands);
    }
  }
}
