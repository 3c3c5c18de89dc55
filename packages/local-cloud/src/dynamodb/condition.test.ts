import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compareValues, sameItems, sameValue } from './attribute-values.ts';
import { holds, type Condition } from './condition.ts';
import type { AttributeValue, Item } from './dynalite-types.ts';
import { holdsLegacy } from './legacy-conditions.ts';

const item: Item = {
  text: { S: 'apple' },
  empty: { S: '' },
  count: { N: '5' },
  no: { BOOL: false },
  bytes: { B: Buffer.from([1, 2, 3]).toString('base64') },
  tags: { SS: ['a', 'b'] },
  list: { L: [{ S: 'x' }, { M: { deep: { N: '1' } } }] },
  map: { M: { inner: { S: 'y' } } },
};

const S = (value: string): AttributeValue => ({ S: value });
const call = (name: string, ...args: Extract<Condition, { type: 'function' }>['args'][number][]): Condition => ({
  type: 'function',
  name,
  args,
});

describe('conditions', () => {
  it.each<[string, Condition]>([
    ['a set in another order', { type: '=', args: [['tags'], { SS: ['b', 'a'] }] }],
    ['equal lists', { type: '=', args: [['list'], { L: [S('x'), { M: { deep: { N: '1' } } }] }] }],
    ['equal maps', { type: '=', args: [['map'], { M: { inner: S('y') } }] }],
    ['a nested path', { type: '=', args: [['list', 1, 'M', 'deep'].filter((step) => step !== 'M'), { N: '1' }] }],
    ['a difference of type', { type: '<>', args: [['count'], S('5')] }],
    ['a difference from nothing', { type: '<>', args: [['absent'], S('5')] }],
    ['false among values', { type: 'in', args: [['no'], { BOOL: true }, { BOOL: false }] }],
    ['the empty text in a range', { type: 'between', args: [['empty'], S(''), S('b')] }],
    ['the type of false', call('attribute_type', ['no'], S('BOOL'))],
    [
      'the size of an empty text',
      { type: '=', args: [{ type: 'function', name: 'size', args: [['empty']] }, { N: '0' }] },
    ],
    ['the size of bytes', { type: '=', args: [{ type: 'function', name: 'size', args: [['bytes']] }, { N: '3' }] }],
    ['an element of a list', call('contains', ['list'], { M: { deep: { N: '1' } } })],
    ['a part of bytes', call('contains', ['bytes'], { B: Buffer.from([2, 3]).toString('base64') })],
    ['the beginning of bytes', call('begins_with', ['bytes'], { B: Buffer.from([1]).toString('base64') })],
    ['either', { type: 'or', args: [call('attribute_exists', ['absent']), call('attribute_exists', ['text'])] }],
    ['a negation', { type: 'not', args: [call('attribute_exists', ['absent'])] }],
  ])('holds for %s', (_, condition) => {
    expect(holds(condition, item)).toBe(true);
  });

  it.each<[string, Condition]>([
    ['two attributes that are both missing', { type: '=', args: [['absent'], ['missing']] }],
    ['an order of missing attributes', { type: '<=', args: [['absent'], ['missing']] }],
    ['an order between types', { type: '<', args: [['count'], S('9')] }],
    ['a range that ends in a missing attribute', { type: 'between', args: [['count'], { N: '1' }, ['absent']] }],
    ['a list of missing attributes', { type: 'in', args: [['count'], ['absent']] }],
    ['the size of a number', { type: '>', args: [{ type: 'function', name: 'size', args: [['count']] }, { N: '0' }] }],
    [
      'both, where one fails',
      { type: 'and', args: [call('attribute_exists', ['text']), call('attribute_exists', ['no', 'x'])] },
    ],
    ['a path through a text', call('attribute_exists', ['text', 0])],
  ])('fails for %s', (_, condition) => {
    expect(holds(condition, item)).toBe(false);
  });

  it('takes a missing item for one without attributes', () => {
    expect(holds(call('attribute_not_exists', ['pk']))).toBe(true);
    expect(holds(call('attribute_exists', ['pk']))).toBe(false);
  });

  it('judges legacy conditions together, or with OR one by one', () => {
    const conditions = {
      text: { ComparisonOperator: 'EQ', AttributeValueList: [S('pear')] },
      count: { ComparisonOperator: 'GE', AttributeValueList: [{ N: '5' }] },
    };
    expect(holdsLegacy(conditions, undefined, item)).toBe(false);
    expect(holdsLegacy(conditions, 'OR', item)).toBe(true);
    expect(holdsLegacy({ text: { ComparisonOperator: 'EQ', AttributeValueList: [S('pear')] } }, 'OR', item)).toBe(
      false,
    );
    expect(holdsLegacy({ text: { Exists: true, Value: S('pear') } }, undefined, item)).toBe(false);
    expect(holdsLegacy({ absent: { Exists: false } }, undefined, item)).toBe(true);
  });
});

describe('the order of values', () => {
  it('is that of the numbers, also beyond what a double holds', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }),
        fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }),
        (a, b) => {
          const expected = a === b ? 0 : a < b ? -1 : 1;
          expect(Math.sign(compareValues({ N: String(a) }, { N: String(b) }) ?? NaN)).toBe(expected);
          expect(Math.sign(compareValues({ N: `0.${String(a).replace('-', '')}` }, { N: '-0.5' }) ?? NaN)).toBe(1);
        },
      ),
    );
  });

  it('is that of UTF-8 for text', () => {
    expect(compareValues({ S: '\u{1F600}' }, { S: '\uFFFD' })).toBeGreaterThan(0);
  });

  it('agrees with equality for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(compareValues({ S: a }, { S: b }) === 0).toBe(sameValue({ S: a }, { S: b }));
      }),
    );
  });

  it('tells items apart by what they lack', () => {
    expect(sameItems({ a: { S: '1' } }, { a: { S: '1' }, b: { S: '2' } })).toBe(false);
    expect(sameItems(undefined, {})).toBe(false);
    expect(sameItems({ a: { L: [] } }, { a: { L: [] } })).toBe(true);
  });
});
