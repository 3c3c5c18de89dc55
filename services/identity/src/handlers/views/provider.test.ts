import { describe, expect, it } from '@jest/globals';
import { toProviderProfile } from './provider.ts';

const attributes = { email: 'Ada@Example.com', email_verified: 'true', name: 'Ada Lovelace' };
const profile = (change: object = {}) => toProviderProfile('Google_1001', { ...attributes, ...change });

describe('what the pool tells of somebody from a provider', () => {
  it('is read by our own rules of an address', () => {
    expect(profile()).toEqual({
      identity: { provider: 'Google', subject: '1001' },
      email: 'ada@example.com',
      emailVerified: true,
      name: 'Ada Lovelace',
    });
  });

  it.each([undefined, '', 'false', 'True', 'TRUE', ' true', '1', 'yes'])('proves no address by the word %j', (word) => {
    expect(profile({ email_verified: word }).emailVerified).toBe(false);
  });

  it.each([undefined, '', 'ada', 'ada@', 'a@b@example.com'])('has no address in %j', (email) => {
    expect(profile({ email }).email).toBeUndefined();
  });

  it.each([
    [{ name: undefined, given_name: 'Ada', family_name: 'Lovelace' }, 'Ada Lovelace'],
    [{ name: undefined, family_name: 'Lovelace' }, 'Lovelace'],
    [{ name: undefined }, ''],
  ])('puts a name together from %j', (change, name) => {
    expect(profile(change).name).toBe(name);
  });

  it.each([
    ['Google_1234', { provider: 'Google', subject: '1234' }],
    ['google_1234', { provider: 'Google', subject: '1234' }],
    ['SignInWithApple_000.ab_cd.12', { provider: 'SignInWithApple', subject: '000.ab_cd.12' }],
    ['signinwithapple_000.ab', { provider: 'SignInWithApple', subject: '000.ab' }],
  ])('is of the identity behind %s', (userName, identity) => {
    expect(toProviderProfile(userName, attributes).identity).toEqual(identity);
  });

  it.each(['', 'Google', 'Google_', '_1234', 'Facebook_1234', 'usr_01JAZ9TQ4B8ZK6Y3V1W5R7D9HF'])(
    'is a defect where it names nobody of an offered provider: %j',
    (userName) => {
      expect(() => toProviderProfile(userName, attributes)).toThrow(/nobody offers/);
    },
  );
});
