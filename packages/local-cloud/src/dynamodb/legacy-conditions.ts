import { holdsComparison, holdsFunction } from './condition.ts';
import type { AttributeValue, Item } from './dynalite-types.ts';

/** A condition in the form from before expressions, checked by dynalite. */
export interface LegacyCondition {
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: readonly AttributeValue[];
  readonly Value?: AttributeValue;
  readonly Exists?: boolean;
}

const COMPARISONS = new Map([
  ['EQ', '='],
  ['NE', '<>'],
  ['LT', '<'],
  ['LE', '<='],
  ['GT', '>'],
  ['GE', '>='],
  ['IN', 'in'],
  ['BETWEEN', 'between'],
] as const);

function operatorOf({ ComparisonOperator, Exists, Value }: LegacyCondition): string {
  if (Exists === false) return 'NULL';
  if (Exists === true && Value === undefined) return 'NOT_NULL';
  return ComparisonOperator ?? 'EQ';
}

function holdsFor(value: AttributeValue | undefined, condition: LegacyCondition): boolean {
  const operator = operatorOf(condition);
  const operands = condition.AttributeValueList ?? (condition.Value === undefined ? [] : [condition.Value]);
  for (const [name, comparison] of COMPARISONS) {
    if (name === operator) return holdsComparison(comparison, value, operands);
  }
  switch (operator) {
    case 'NULL':
      return value === undefined;
    case 'NOT_NULL':
      return value !== undefined;
    case 'BEGINS_WITH':
      return holdsFunction('begins_with', value, operands[0]);
    case 'NOT_CONTAINS':
      return !holdsFunction('contains', value, operands[0]);
    default:
      return holdsFunction('contains', value, operands[0]);
  }
}

/** Whether an item satisfies conditions by attribute: all of them, or with `OR` at least one. */
export function holdsLegacy(
  conditions: Readonly<Record<string, LegacyCondition>>,
  operator: string | undefined,
  item: Item = {},
): boolean {
  const results = Object.entries(conditions).map(([name, condition]) => holdsFor(item[name], condition));
  return operator === 'OR' ? results.some(Boolean) : results.every(Boolean);
}
