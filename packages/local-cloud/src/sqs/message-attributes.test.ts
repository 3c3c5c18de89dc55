import { describe, expect, it } from '@jest/globals';
import { checkAttributes, md5, md5OfAttributes, selectAttributes } from './message-attributes.ts';

const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });

describe('MD5 of message attributes', () => {
  it('is what Amazon SQS computes', () => {
    // The value that moto's test suite expects of AWS for this attribute.
    expect(md5OfAttributes({ timestamp: text('1493147359900', 'Number') })).toBe('235c5c510d26fb653d073faed50ae77c');
    expect(md5('test message')).toBe('c72b9698fa1927e1dd12d3cf26ed84b2');
  });

  it('does not depend on the order in which attributes are given', () => {
    const forwards = md5OfAttributes({ a: text('1'), b: text('2') });
    expect(md5OfAttributes({ b: text('2'), a: text('1') })).toBe(forwards);
  });

  it('tells binary from text', () => {
    const binary = md5OfAttributes({ a: { DataType: 'Binary', BinaryValue: Buffer.from('x').toString('base64') } });
    expect(binary).not.toBe(md5OfAttributes({ a: text('x') }));
  });
});

describe('message attributes', () => {
  it.each([
    ['a reserved name', { 'AWS.trace': text('x') }],
    ['a name with a double dot', { 'a..b': text('x') }],
    ['a name that begins with a dot', { '.a': text('x') }],
    ['an unknown type', { a: text('x', 'Text') }],
    ['an empty value', { a: text('') }],
    ['no value', { a: { DataType: 'String' } }],
    ['a number that is none', { a: text('ten', 'Number') }],
    ['more than ten', Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`a${index}`, text('x')]))],
  ])('with %s are refused', (_, attributes) => {
    expect(() => checkAttributes(attributes)).toThrow(expect.objectContaining({ code: 'InvalidParameterValue' }));
  });

  it.each([
    [['All'], ['other', 'trace', 'trace.id']],
    [['.*'], ['other', 'trace', 'trace.id']],
    [['trace'], ['trace']],
    [['trace.*'], ['trace.id']],
    [['none'], []],
    [[], []],
  ])('asked for by %j give %j', (wanted, names) => {
    const all = { 'trace.id': text('1'), trace: text('2'), other: text('3') };
    expect(Object.keys(selectAttributes(all, wanted)).toSorted()).toEqual(names);
  });
});
