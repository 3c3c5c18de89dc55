import { afterEach, describe, expect, it } from '@jest/globals';
import { paymentProvider } from './env.ts';

afterEach(() => {
  delete process.env['PAYMENT_PROVIDER'];
  delete process.env['SANDBOX_PAYMENTS'];
});

describe('the payment provider', () => {
  it('is the sandbox where the stage allows it', () => {
    expect(paymentProvider({ PAYMENT_PROVIDER: 'sandbox', SANDBOX_PAYMENTS: 'allowed' })).toBe('sandbox');
  });

  it('is never the sandbox where the stage refuses it', () => {
    const refused = { PAYMENT_PROVIDER: 'sandbox', SANDBOX_PAYMENTS: 'refused' } as const;
    expect(() => paymentProvider(refused)).toThrow('SANDBOX_PAYMENTS of this stage refuses it');
  });

  it.each([
    ['nothing', {}, 'PAYMENT_PROVIDER, SANDBOX_PAYMENTS'],
    ['no provider', { SANDBOX_PAYMENTS: 'allowed' }, 'PAYMENT_PROVIDER'],
    [
      'a provider that nobody has written',
      { PAYMENT_PROVIDER: 'barter', SANDBOX_PAYMENTS: 'allowed' },
      'PAYMENT_PROVIDER',
    ],
    ['the sandbox and no word of it', { PAYMENT_PROVIDER: 'sandbox' }, 'SANDBOX_PAYMENTS'],
    ['a word that nobody knows', { PAYMENT_PROVIDER: 'sandbox', SANDBOX_PAYMENTS: 'true' }, 'SANDBOX_PAYMENTS'],
  ])('is not guessed from %s', (_, environment, names) => {
    Object.assign(process.env, environment);
    expect(() => paymentProvider()).toThrow(names);
  });
});
