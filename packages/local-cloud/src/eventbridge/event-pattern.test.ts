import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseEventPattern } from './event-pattern.ts';

const matches = (pattern: object, event: object) => parseEventPattern(JSON.stringify(pattern))(event);

const order = {
  source: 'tradewind.orders',
  'detail-type': 'orders.order-confirmed.v1',
  detail: {
    total: 1999,
    currency: 'GBP',
    note: null,
    gift: true,
    tags: ['new', 'Sale'],
    address: { ip: '10.0.0.24', ip6: '2001:db8::1' },
    items: [
      { sku: 'a-1', n: 1 },
      { sku: 'b-2', n: 5 },
    ],
    none: [],
  },
};

describe('event patterns match', () => {
  it.each<[string, object]>([
    ['a literal', { source: ['tradewind.orders'] }],
    ['one of several literals', { source: ['x', 'tradewind.orders'] }],
    ['fields together', { source: ['tradewind.orders'], detail: { currency: ['GBP'] } }],
    ['null', { detail: { note: [null] } }],
    ['a boolean', { detail: { gift: [true] } }],
    ['a number', { detail: { total: [1999] } }],
    ['an element of an array', { detail: { tags: ['new'] } }],
    ['within an array of objects', { detail: { items: { sku: ['b-2'], n: [5] } } }],
    ['a prefix', { source: [{ prefix: 'tradewind.' }] }],
    ['a prefix whatever the case', { detail: { currency: [{ prefix: { 'equals-ignore-case': 'gb' } }] } }],
    ['a suffix', { 'detail-type': [{ suffix: '.v1' }] }],
    ['a suffix whatever the case', { 'detail-type': [{ suffix: { 'equals-ignore-case': '.V1' } }] }],
    ['equality whatever the case', { detail: { tags: [{ 'equals-ignore-case': 'SALE' }] } }],
    ['a wildcard', { 'detail-type': [{ wildcard: 'orders.*.v1' }] }],
    ['an escaped wildcard', { source: [{ wildcard: String.raw`a\*b` }, 'tradewind.orders'] }],
    ['a number in a range', { detail: { total: [{ numeric: ['>', 0, '<=', 2000] }] } }],
    ['an exact number', { detail: { total: [{ numeric: ['=', 1999] }] } }],
    ['an IPv4 address in a range', { detail: { address: { ip: [{ cidr: '10.0.0.0/24' }] } } }],
    ['an IPv6 address in a range', { detail: { address: { ip6: [{ cidr: '2001:db8::/32' }] } } }],
    ['existence', { detail: { total: [{ exists: true }] } }],
    ['absence', { detail: { voucher: [{ exists: false }] } }],
    ['absence below something absent', { detail: { voucher: { code: [{ exists: false }] } } }],
    ['an empty array as absence', { detail: { none: [{ exists: false }] } }],
    ['anything but a text', { detail: { currency: [{ 'anything-but': 'EUR' }] } }],
    ['anything but a list', { detail: { currency: [{ 'anything-but': ['EUR', 'USD'] }] } }],
    ['anything but a number', { detail: { total: [{ 'anything-but': [1, 2] }] } }],
    ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
    ['anything but suffixes', { source: [{ 'anything-but': { suffix: ['.carts', '.catalog'] } }] }],
    ['anything but a wildcard', { source: [{ 'anything-but': { wildcard: '*carts*' } }] }],
    [
      'anything but a text whatever the case',
      { detail: { currency: [{ 'anything-but': { 'equals-ignore-case': 'eur' } }] } },
    ],
    ['one of the alternatives', { detail: { $or: [{ currency: ['EUR'] }, { total: [{ numeric: ['>', 1000] }] }] } }],
    [
      'alternatives beside a field',
      { source: ['tradewind.orders'], $or: [{ id: ['1'] }, { detail: { gift: [true] } }] },
    ],
  ])('%s', (_, pattern) => {
    expect(matches(pattern, order)).toBe(true);
  });
});

describe('event patterns do not match', () => {
  it.each<[string, object]>([
    ['another literal', { source: ['tradewind.carts'] }],
    ['when one of two fields differs', { source: ['tradewind.orders'], detail: { currency: ['EUR'] } }],
    ['a text for a number', { detail: { total: ['1999'] } }],
    ['fields of different elements', { detail: { items: { sku: ['a-1'], n: [5] } } }],
    ['a literal in another case', { detail: { currency: ['gbp'] } }],
    ['null for an absent field', { detail: { voucher: [null] } }],
    ['anything but, for an absent field', { detail: { voucher: [{ 'anything-but': 'x' }] } }],
    ['existence of an object, which is no leaf', { detail: { address: [{ exists: true }] } }],
    ['absence of what is there', { detail: { total: [{ exists: false }] } }],
    ['a number out of the range', { detail: { total: [{ numeric: ['>', 0, '<', 1999] }] } }],
    ['a wildcard that needs more', { source: [{ wildcard: 'tradewind.*.x' }] }],
    ['a dot of a wildcard for any character', { source: [{ wildcard: 'tradewind?orders' }] }],
    ['an address out of the range', { detail: { address: { ip: [{ cidr: '10.0.1.0/24' }] } } }],
    ['a text that is no address', { detail: { currency: [{ cidr: '0.0.0.0/0' }] } }],
    ['an inherited property', { detail: { constructor: [{ exists: true }] } }],
    ['none of the alternatives', { $or: [{ source: ['x'] }, { source: ['y'] }] }],
  ])('%s', (_, pattern) => {
    expect(matches(pattern, order)).toBe(false);
  });
});

describe('event patterns are refused', () => {
  it.each([
    ['that are no JSON', '{'],
    ['that are no object', '[]'],
    ['that are empty', '{}'],
    ['with a bare value', '{"source":"tradewind.orders"}'],
    ['with an empty list', '{"source":[]}'],
    ['with a list in a list', '{"source":[["a"]]}'],
    ['with an unknown operator', '{"source":[{"contains":"a"}]}'],
    ['with two operators in one', '{"source":[{"prefix":"a","suffix":"b"}]}'],
    ['with an empty operator', '{"source":[{}]}'],
    ['with a prefix that is a number', '{"source":[{"prefix":1}]}'],
    ['with exists that is no boolean', '{"source":[{"exists":"yes"}]}'],
    ['with a numeric without operator', '{"a":[{"numeric":[5]}]}'],
    ['with a numeric of an unknown operator', '{"a":[{"numeric":["<>",5]}]}'],
    ['with a numeric that is text', '{"a":[{"numeric":["<","5"]}]}'],
    ['with a numeric beyond the limits', '{"a":[{"numeric":["<",5000000001]}]}'],
    ['with a malformed range of addresses', '{"a":[{"cidr":"10.0.0.0/33"}]}'],
    ['with no address in it', '{"a":[{"cidr":"ten/8"}]}'],
    ['with consecutive wildcards', '{"a":[{"wildcard":"a**b"}]}'],
    ['with an unknown escape', String.raw`{"a":[{"wildcard":"a\\nb"}]}`],
    ['with anything-but numeric', '{"a":[{"anything-but":{"numeric":["<",5]}}]}'],
    ['with anything-but nothing', '{"a":[{"anything-but":[]}]}'],
    ['with one alternative', '{"$or":[{"a":["b"]}]}'],
    ['with alternatives that are no list', '{"$or":{"a":["b"]}}'],
  ])('%s', (_, text) => {
    expect(() => parseEventPattern(text)).toThrow(expect.objectContaining({ code: 'InvalidEventPatternException' }));
  });
});

describe('event patterns, whatever the values', () => {
  const word = fc.string({ minLength: 1, maxLength: 12 });

  it('anything-but is the opposite of the literal', () => {
    fc.assert(
      fc.property(word, word, (value, other) => {
        const event = { a: value };
        expect(matches({ a: [{ 'anything-but': other }] }, event)).toBe(!matches({ a: [other] }, event));
      }),
    );
  });

  it('a wildcard with the star escaped, prefix and suffix agree with the text itself', () => {
    fc.assert(
      fc.property(word, (value) => {
        const wildcard = value.replaceAll('\\', String.raw`\\`).replaceAll('*', String.raw`\*`);
        const patterns = [{ wildcard }, { prefix: value }, { suffix: value }, { 'equals-ignore-case': value }];
        for (const pattern of patterns) expect(matches({ a: [pattern] }, { a: value })).toBe(true);
      }),
    );
  });
});
