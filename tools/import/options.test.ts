import { describe, expect, it } from '@jest/globals';
import { importOptions, UsageError } from './options.ts';

describe('importOptions', () => {
  it('defaults to the local shop and its seeded admin', () => {
    expect(importOptions(['products.yaml'], {})).toEqual({
      file: 'products.yaml',
      baseUrl: 'http://localhost:4000',
      currency: 'USD',
      locationId: 'london',
      credentials: { email: 'admin@tradewind.test', password: 'Tradewind-admin-1' },
      reportFile: undefined,
    });
  });

  it('takes options before the environment', () => {
    const environment = {
      TRADEWIND_URL: 'https://a.example',
      TRADEWIND_ADMIN_EMAIL: 'a@b.c',
      TRADEWIND_ADMIN_PASSWORD: 'p',
    };
    const args = [
      'f',
      '--url',
      'https://b.example',
      '--currency',
      'EUR',
      '--location',
      'rotterdam',
      '--report',
      'r.json',
    ];
    expect(importOptions(args, environment)).toMatchObject({
      baseUrl: 'https://b.example',
      currency: 'EUR',
      locationId: 'rotterdam',
      credentials: { email: 'a@b.c', password: 'p' },
      reportFile: 'r.json',
    });
  });

  it.each([
    [[]],
    [['a', 'b']],
    [['a', '--unknown']],
    [['a', '--currency', 'YEN']],
    [['a', '--location', 'Not A Slug']],
    [['a', '--url', 'nowhere']],
    [['a', '--url', 'https://shop.example']],
    [['a', '--email', 'only@half.example']],
  ])('refuses %j', (args) => {
    expect(() => importOptions(args, {})).toThrow(UsageError);
  });
});
