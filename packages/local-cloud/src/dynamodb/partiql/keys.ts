import { isPath, type Condition, type Operand } from '../condition.ts';
import type { AttributeValue, Item, KeySchemaElement } from '../dynalite-types.ts';
import { conjunctsOf } from './where.ts';

/** A condition that names an item by its key, and what else has to hold. */
export interface KeyedCondition {
  readonly key: Item;
  readonly rest: readonly Condition[];
}

function isAttribute(operand: Operand | undefined, attribute: string): boolean {
  return operand !== undefined && isPath(operand) && operand.length === 1 && operand[0] === attribute;
}

/** What a condition compares; empty where it is made of other conditions. */
function operandsOf(condition: Condition): readonly Operand[] {
  switch (condition.type) {
    case 'and':
    case 'or':
    case 'not':
      return [];
    default:
      return condition.args;
  }
}

/** A value that stands in the statement itself. */
export function literalOf(operand: Operand | undefined): AttributeValue | undefined {
  return operand === undefined || isPath(operand) || 'type' in operand ? undefined : operand;
}

/** The value that a condition wants an attribute to have. */
export function wantedValue(condition: Condition, attribute: string): AttributeValue | undefined {
  if (condition.type !== '=') return undefined;
  const [left, right] = condition.args;
  if (isAttribute(left, attribute)) return literalOf(right);
  return isAttribute(right, attribute) ? literalOf(left) : undefined;
}

/** Whether a condition compares an attribute, named first, with something. */
export function compares(condition: Condition, attribute: string): boolean {
  return isAttribute(operandsOf(condition)[0], attribute);
}

/** The key that a condition asks for; undefined unless each key attribute has to have one value. */
export function keyedCondition(
  where: Condition | undefined,
  keySchema: readonly KeySchemaElement[],
): KeyedCondition | undefined {
  let rest = conjunctsOf(where);
  const key: Record<string, AttributeValue> = {};
  for (const { AttributeName } of keySchema) {
    const found = rest.find((condition) => wantedValue(condition, AttributeName) !== undefined);
    const value = found && wantedValue(found, AttributeName);
    if (value === undefined) return undefined;
    key[AttributeName] = value;
    rest = rest.filter((condition) => condition !== found);
  }
  return { key, rest };
}

/** A condition on the sort key as Query takes it, its values numbered from 1. */
export interface RangeCondition {
  readonly text: string;
  readonly values: readonly AttributeValue[];
}

const RANGE_TEXTS: ReadonlyMap<string, string> = new Map([
  ...['=', '<', '<=', '>', '>='].map((type) => [type, `#range ${type} :1`] as const),
  ['between', '#range BETWEEN :1 AND :2'],
  ['begins_with', 'begins_with(#range, :1)'],
]);

/** The first of these conditions by which the sort key can be looked up. */
export function rangeCondition(conditions: readonly Condition[], attribute: string): RangeCondition | undefined {
  for (const condition of conditions) {
    const text = RANGE_TEXTS.get(condition.type === 'function' ? condition.name : condition.type);
    const [path, ...operands] = operandsOf(condition);
    const values = operands.flatMap((operand) => literalOf(operand) ?? []);
    if (text !== undefined && isAttribute(path, attribute) && values.length === operands.length)
      return { text, values };
  }
  return undefined;
}
