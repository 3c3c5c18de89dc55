import { BlockList, isIP } from 'node:net';
import { compileGlob, type VariableLookup } from './glob.ts';

/** Compares a value of the policy, compiled once, with one of the request. */
export type Comparison = (requestValue: string, lookup: VariableLookup) => boolean;

export interface ConditionOperator {
  /** Whether it asks that none of the policy's values match. */
  readonly negated: boolean;
  compile(policyValue: string): Comparison;
}

/** A glob for each of the six parts of an ARN, so that a wildcard does not reach over a colon. */
function compileArn(policyValue: string): Comparison {
  const parts = arnParts(policyValue).map((part) => compileGlob(part, { variables: true }));
  return (requestValue, lookup) => {
    const found = arnParts(requestValue);
    return parts.length === found.length && parts.every((part, index) => part.matches(found[index] ?? '', lookup));
  };
}

function arnParts(text: string): string[] {
  const parts = text.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** `*` and `?` are characters like any other to the Equals operators; variables are not. */
function compileLiteral(policyValue: string, ignoreCase: boolean): Comparison {
  const escaped = policyValue.replaceAll(/\$\{[^}]*\}|[*?]/g, (part) => (part.length === 1 ? `\${${part}}` : part));
  const glob = compileGlob(escaped, { variables: true, ignoreCase });
  return (requestValue, lookup) => glob.matches(requestValue, lookup);
}

function compileLike(policyValue: string): Comparison {
  const glob = compileGlob(policyValue, { variables: true });
  return (requestValue, lookup) => glob.matches(requestValue, lookup);
}

function ordered(
  parse: (text: string) => number,
  holds: (requested: number, stated: number) => boolean,
): (policyValue: string) => Comparison {
  return (policyValue) => {
    const stated = parse(policyValue);
    return (requestValue) => holds(parse(requestValue), stated);
  };
}

/** ISO 8601 or seconds since 1970, in ms. */
function instant(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function compileAddress(policyValue: string): Comparison {
  const [address = '', prefix] = policyValue.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  if (isIP(address) !== 0) range.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  return (requestValue) =>
    isIP(requestValue) !== 0 && range.check(requestValue, isIP(requestValue) === 6 ? 'ipv6' : 'ipv4');
}

const positive = (compile: ConditionOperator['compile']): ConditionOperator => ({ negated: false, compile });
const negative = (compile: ConditionOperator['compile']): ConditionOperator => ({ negated: true, compile });

const equals = (policyValue: string): Comparison => compileLiteral(policyValue, false);
const equalsIgnoreCase = (policyValue: string): Comparison => compileLiteral(policyValue, true);

function comparisons(prefix: string, parse: (text: string) => number): [string, ConditionOperator][] {
  const same = ordered(parse, (requested, stated) => requested === stated);
  return [
    [`${prefix}Equals`, positive(same)],
    [`${prefix}NotEquals`, negative(same)],
    [`${prefix}LessThan`, positive(ordered(parse, (requested, stated) => requested < stated))],
    [`${prefix}LessThanEquals`, positive(ordered(parse, (requested, stated) => requested <= stated))],
    [`${prefix}GreaterThan`, positive(ordered(parse, (requested, stated) => requested > stated))],
    [`${prefix}GreaterThanEquals`, positive(ordered(parse, (requested, stated) => requested >= stated))],
  ];
}

/**
 * IAM's condition operators by name; Null and the modifiers (`IfExists`, `ForAllValues:`, `ForAnyValue:`) are the
 * business of the condition itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const CONDITION_OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map<string, ConditionOperator>([
  ['StringEquals', positive(equals)],
  ['StringNotEquals', negative(equals)],
  ['StringEqualsIgnoreCase', positive(equalsIgnoreCase)],
  ['StringNotEqualsIgnoreCase', negative(equalsIgnoreCase)],
  ['StringLike', positive(compileLike)],
  ['StringNotLike', negative(compileLike)],
  ['ArnEquals', positive(compileArn)],
  ['ArnLike', positive(compileArn)],
  ['ArnNotEquals', negative(compileArn)],
  ['ArnNotLike', negative(compileArn)],
  ['Bool', positive(equalsIgnoreCase)],
  ['BinaryEquals', positive((policyValue) => (requestValue) => requestValue === policyValue)],
  ['IpAddress', positive(compileAddress)],
  ['NotIpAddress', negative(compileAddress)],
  ...comparisons('Numeric', Number),
  ...comparisons('Date', instant),
]);
