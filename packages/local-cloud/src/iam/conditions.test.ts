import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONDITION_OPERATORS } from './condition-operators.ts';
import { compileConditions, contextOf } from './conditions.ts';
import { PolicyError } from './policy.ts';

function holds(operator: string, stated: string[], requested: string[] | undefined, key = 'aws:key'): boolean {
  return compileConditions({ [operator]: { [key]: stated } })(
    contextOf([
      ['AWS:Key', requested],
      ['aws:username', ['ada']],
    ]),
  );
}

describe('condition operators', () => {
  it.each([
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', ['a*'], 'ab', false],
    ['StringEquals', ['a*'], 'a*', true],
    ['StringEquals', ['${aws:username}'], 'ada', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringEqualsIgnoreCase', ['ADA'], 'ada', true],
    ['StringNotEqualsIgnoreCase', ['ADA'], 'ada', false],
    ['StringLike', ['OUTBOX#*'], 'OUTBOX#1', true],
    ['StringLike', ['outbox#*'], 'OUTBOX#1', false],
    ['StringLike', ['${aws:username}/*'], 'ada/1', true],
    ['StringNotLike', ['OUTBOX#*'], 'OUTBOX#1', false],
    ['ArnEquals', ['arn:aws:events:*:0:rule/*'], 'arn:aws:events:us-east-1:0:rule/bus/a', true],
    ['ArnLike', ['arn:aws:*:rule/a'], 'arn:aws:events:us-east-1:0:rule/a', false],
    ['ArnLike', ['arn:aws:events:us-east-1:0:rule/a'], 'rule/a', false],
    ['ArnNotEquals', ['arn:aws:events:us-east-1:0:rule/a'], 'arn:aws:events:us-east-1:0:rule/b', true],
    ['ArnNotLike', ['arn:aws:events:us-east-1:0:rule/*'], 'arn:aws:events:us-east-1:0:rule/b', false],
    ['Bool', ['true'], 'True', true],
    ['Bool', ['true'], 'false', false],
    ['NumericEquals', ['10'], '10.0', true],
    ['NumericNotEquals', ['10'], '10', false],
    ['NumericLessThan', ['10'], '9', true],
    ['NumericLessThanEquals', ['10'], '10', true],
    ['NumericGreaterThan', ['10'], '10', false],
    ['NumericGreaterThanEquals', ['10'], '10', true],
    ['NumericLessThan', ['10'], 'nine', false],
    ['DateLessThan', ['2026-01-01T00:00:00Z'], '2025-12-31T23:59:59Z', true],
    ['DateGreaterThan', ['2026-01-01T00:00:00Z'], '1767225601', true],
    ['DateEquals', ['2026-01-01T00:00:00Z'], '2026-01-01T01:00:00+01:00', true],
    ['BinaryEquals', ['QQ=='], 'QQ==', true],
    ['IpAddress', ['10.0.0.0/8'], '10.1.2.3', true],
    ['IpAddress', ['10.0.0.0/8'], '11.1.2.3', false],
    ['IpAddress', ['127.0.0.1'], '127.0.0.1', true],
    ['IpAddress', ['2001:db8::/32'], '2001:db8::1', true],
    ['IpAddress', ['10.0.0.0/8'], 'not an address', false],
    ['NotIpAddress', ['10.0.0.0/8'], '10.1.2.3', false],
  ])('%s %j against %s: %s', (operator, stated, requested, expected) => {
    expect(holds(operator, stated, [requested])).toBe(expected);
  });

  it('refuses an operator that IAM does not have', () => {
    expect(() => compileConditions({ StringMatches: { key: ['x'] } })).toThrow(PolicyError);
    expect(() => compileConditions({ 'ForSomeValues:StringLike': { key: ['x'] } })).toThrow(PolicyError);
  });

  it.each([...CONDITION_OPERATORS])('treats an absent key as %s does in AWS', (name, { negated }) => {
    expect(holds(name, ['1'], undefined)).toBe(negated);
    expect(holds(`${name}IfExists`, ['1'], undefined)).toBe(true);
    expect(holds(`ForAllValues:${name}`, ['1'], undefined)).toBe(true);
    expect(holds(`ForAnyValue:${name}`, ['1'], undefined)).toBe(false);
  });

  it('asks for absence and presence by Null', () => {
    expect(holds('Null', ['true'], undefined)).toBe(true);
    expect(holds('Null', ['true'], ['x'])).toBe(false);
    expect(holds('Null', ['false'], ['x'])).toBe(true);
    expect(holds('Null', ['false'], undefined)).toBe(false);
  });

  it('needs every operator and every key', () => {
    const condition = compileConditions({
      StringEquals: { 'aws:a': ['1'], 'aws:b': ['2'] },
      StringLike: { 'aws:c': ['3*'] },
    });
    const full: [string, string[]][] = [
      ['aws:a', ['1']],
      ['aws:b', ['2']],
      ['aws:c', ['33']],
    ];
    expect(condition(contextOf(full))).toBe(true);
    for (const [missing] of full) {
      expect(condition(contextOf(full.filter(([key]) => key !== missing)))).toBe(false);
    }
  });
});

describe('keys with several values', () => {
  const values = fc.array(fc.constantFrom('USER#1', 'USER#2', 'OUTBOX#1', 'OUTBOX#2'), { minLength: 1, maxLength: 5 });
  const isOutbox = (value: string): boolean => value.startsWith('OUTBOX#');

  it('ForAllValues holds when every value fits, ForAnyValue when one does', () => {
    fc.assert(
      fc.property(values, (requested) => {
        expect(holds('ForAllValues:StringLike', ['OUTBOX#*'], requested)).toBe(requested.every(isOutbox));
        expect(holds('ForAnyValue:StringLike', ['OUTBOX#*'], requested)).toBe(requested.some(isOutbox));
      }),
    );
  });

  it('a negated operator is the opposite of its pair, value by value', () => {
    fc.assert(
      fc.property(values, (requested) => {
        expect(holds('ForAllValues:StringNotLike', ['OUTBOX#*'], requested)).toBe(!requested.some(isOutbox));
        expect(holds('ForAnyValue:StringNotLike', ['OUTBOX#*'], requested)).toBe(!requested.every(isOutbox));
        expect(holds('StringNotLike', ['OUTBOX#*'], requested)).toBe(!holds('StringLike', ['OUTBOX#*'], requested));
      }),
    );
  });
});
