import { describe, expect, it } from '@jest/globals';
import { accessKeyOf } from './environment.ts';
import { functionNameOf } from './runtime.ts';

describe('functionNameOf', () => {
  it.each([
    ['orders', 'orders'],
    ['orders:$LATEST', 'orders'],
    ['arn:aws:lambda:us-east-1:000000000000:function:orders', 'orders'],
    ['arn:aws:lambda:us-east-1:000000000000:function:orders:live', 'orders'],
    ['000000000000:function:orders', 'orders'],
  ])('%s is %s', (reference, name) => {
    expect(functionNameOf(reference)).toBe(name);
  });
});

describe('accessKeyOf', () => {
  it('is the same in every run, has the form of a key and differs between functions', () => {
    expect(accessKeyOf('tradewind-orders-dev-cancel-order')).toMatch(/^ASIA[0-9A-F]{16}$/);
    expect(accessKeyOf('a')).toBe(accessKeyOf('a'));
    expect(accessKeyOf('a')).not.toBe(accessKeyOf('b'));
  });
});
