import { CONDITION_OPERATORS, type Comparison, type ConditionOperator } from './condition-operators.ts';
import type { VariableLookup } from './glob.ts';
import { PolicyError, type ConditionBlock } from './policy.ts';

/** What is known about a request, by condition key in lower case. A key that the request does not have is absent. */
export type ConditionContext = ReadonlyMap<string, readonly string[]>;

export type Condition = (context: ConditionContext) => boolean;

/** A context from keys in any case; keys without values are left out. */
export function contextOf(
  entries: Iterable<readonly [key: string, values: readonly string[] | undefined]>,
): ConditionContext {
  const context = new Map<string, readonly string[]>();
  for (const [key, values] of entries) if (values !== undefined) context.set(key.toLowerCase(), values);
  return context;
}

/** Variables of a policy stand for keys with one value. */
export function lookupIn(context: ConditionContext): VariableLookup {
  return (name) => {
    const values = context.get(name.toLowerCase());
    return values?.length === 1 ? values[0] : undefined;
  };
}

/** Compiles a statement's Condition: every operator and key must hold. Throws PolicyError for an unknown operator. */
export function compileConditions(block: ConditionBlock): Condition {
  const conditions = Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileCondition(operator, key.toLowerCase(), values)),
  );
  return (context) => conditions.every((condition) => condition(context));
}

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

function compileCondition(name: string, key: string, values: readonly string[]): Condition {
  const [, quantifier, base = '', ifExists] = OPERATOR.exec(name) ?? [];
  if (base === 'Null') {
    const absence = new Set(values.map((value) => value.toLowerCase() === 'true'));
    return (context) => absence.has(!context.has(key));
  }
  const operator = CONDITION_OPERATORS.get(base);
  if (operator === undefined) throw new PolicyError(`IAM has no condition operator ${name}.`);
  const comparisons = values.map((value) => operator.compile(value));
  const holds = heldBy(quantifier, operator, comparisons);
  const withoutKey = quantifier === 'ForAllValues' || (quantifier === undefined && operator.negated);
  return (context) => {
    const requested = context.get(key);
    if (requested === undefined) return ifExists !== undefined || withoutKey;
    return holds(requested, lookupIn(context));
  };
}

function heldBy(quantifier: string | undefined, { negated }: ConditionOperator, comparisons: readonly Comparison[]) {
  const fits = (value: string, lookup: VariableLookup): boolean =>
    comparisons.some((comparison) => comparison(value, lookup)) !== negated;
  // Without a quantifier, a negated operator asks that nothing in the request matches.
  const all = quantifier === 'ForAllValues' || (quantifier === undefined && negated);
  return (requested: readonly string[], lookup: VariableLookup): boolean =>
    all ? requested.every((value) => fits(value, lookup)) : requested.some((value) => fits(value, lookup));
}
