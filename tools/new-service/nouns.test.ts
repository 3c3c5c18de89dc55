import { describe, expect, it } from '@jest/globals';
import { formsOf, pluralOf, prefixOf, singularOf } from './nouns.ts';

describe('formsOf', () => {
  it('writes a noun of two words in every form', () => {
    expect(formsOf('gift-card')).toEqual({
      kebab: 'gift-card',
      camel: 'giftCard',
      Pascal: 'GiftCard',
      CONSTANT: 'GIFT_CARD',
      words: 'gift card',
      Sentence: 'Gift card',
      indefinite: 'a gift card',
      Indefinite: 'A gift card',
    });
  });

  it.each(['an invoice', 'an upload', 'a user', 'a unit', 'a review', 'an odd-job'])('says %s', (expected) => {
    const noun = expected.replace(/^an? /, '');
    expect(formsOf(noun).indefinite).toBe(expected.replaceAll('-', ' '));
  });
});

describe('number', () => {
  it.each([
    ['review', 'reviews'],
    ['gift-card', 'gift-cards'],
    ['category', 'categories'],
    ['survey', 'surveys'],
    ['address', 'addresses'],
    ['box', 'boxes'],
    ['branch', 'branches'],
    ['wish', 'wishes'],
  ])('of %s is %s, and back', (one, many) => {
    expect(pluralOf(one)).toBe(many);
    expect(singularOf(many)).toBe(one);
  });

  it.each(['loyalty', 'status', 'press'])('leaves %s, which is no plural, alone', (noun) => {
    expect(singularOf(noun)).toBe(noun);
  });
});

describe('prefixOf', () => {
  it.each([
    ['review', 'rev'],
    ['gift-card', 'gif'],
    ['a-b-test', 'abt'],
    ['go', 'go'],
  ])('of %s is %s', (noun, prefix) => {
    expect(prefixOf(noun)).toBe(prefix);
  });
});
