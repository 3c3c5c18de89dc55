import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { intrinsicResolver, NO_VALUE, type IntrinsicScope } from './intrinsics.ts';

const scope: IntrinsicScope = {
  reference: (name) =>
    new Map<string, unknown>([
      ['Table', 'orders'],
      ['AWS::Region', 'us-east-1'],
      ['AWS::NoValue', NO_VALUE],
    ]).get(name),
  attribute: (logicalId, attribute) => (logicalId === 'Table' && attribute === 'Stream.Arn' ? 'arn:stream' : undefined),
  conditions: {
    IsLocal: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    IsRemote: { 'Fn::Not': [{ Condition: 'IsLocal' }] },
    Both: { 'Fn::And': [{ Condition: 'IsLocal' }, { Condition: 'IsRemote' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsLocal' }, { Condition: 'IsRemote' }] },
    Circular: { 'Fn::Not': [{ Condition: 'Circular' }] },
  },
};
const { resolve, holds } = intrinsicResolver(scope);

describe('resolve', () => {
  it.each([
    [{ Ref: 'Table' }, 'orders'],
    [{ 'Fn::GetAtt': ['Table', 'Stream.Arn'] }, 'arn:stream'],
    [{ 'Fn::GetAtt': 'Table.Stream.Arn' }, 'arn:stream'],
    [{ 'Fn::Sub': '${Table}/index/${!Literal}/${Table.Stream.Arn}' }, 'orders/index/${Literal}/arn:stream'],
    [{ 'Fn::Sub': ['${Own}-${Table}', { Own: { Ref: 'AWS::Region' } }] }, 'us-east-1-orders'],
    [{ 'Fn::Join': [':', ['a', { Ref: 'Table' }, 3]] }, 'a:orders:3'],
    [{ 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }, ['us', 'east', '1']],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['-', 'us-east-1'] }] }, 'east'],
    [{ 'Fn::If': ['IsLocal', { Ref: 'Table' }, 'remote'] }, 'orders'],
    [{ 'Fn::Select': [1, { 'Fn::GetAZs': '' }] }, 'local-b'],
    [
      { kept: 1, dropped: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] },
      { kept: 1, list: [2] },
    ],
    [{ Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
  ])('%j', (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each([
    [{ Ref: 'Nothing' }, 'Ref Nothing'],
    [{ 'Fn::GetAtt': ['Table', 'Unknown'] }, 'Fn::GetAtt Table.Unknown'],
    [{ 'Fn::Sub': '${Nothing}' }, 'Fn::Sub ${Nothing}'],
    [{ 'Fn::ImportValue': 'other-stack' }, 'Fn::ImportValue'],
    [{ 'Fn::Select': [7, ['a']] }, 'Fn::Select 7'],
    [{ 'Fn::Join': ['-', [{ a: 1 }]] }, 'Text is needed'],
    [{ 'Fn::If': ['Unknown', 1, 2] }, 'condition Unknown'],
  ])('refuses %j', (value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });

  it('leaves plain JSON as it is', () => {
    const plain = fc
      .jsonValue()
      .filter((value) => !JSON.stringify(value).includes('Ref') && !JSON.stringify(value).includes('Fn::'));
    fc.assert(fc.property(plain, (value) => expect(resolve(value)).toEqual(value)));
  });

  it('substitutes every text without a placeholder by itself', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('${')),
        (text) => resolve({ 'Fn::Sub': text }) === text,
      ),
    );
  });
});

describe('holds', () => {
  it.each([
    ['IsLocal', true],
    ['IsRemote', false],
    ['Both', false],
    ['Either', true],
  ])('%s is %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it('refuses a condition that refers to itself', () => {
    expect(() => holds('Circular')).toThrow('refers to itself');
  });
});
