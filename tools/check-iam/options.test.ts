import { describe, expect, it } from '@jest/globals';
import { OptionsError, readOptions } from './options.ts';

describe('readOptions', () => {
  it('reports everything for an hour unless told otherwise', () => {
    expect(readOptions([])).toEqual({ prove: false, fresh: false, usageFiles: [], only: [], minutes: 60 });
  });

  it('reads all options', () => {
    const args = ['--prove', '--fresh', '--minutes', '5', '--usage', 'a', '--usage', 'b', '--only', 'orders/'];
    expect(readOptions(args)).toEqual({
      prove: true,
      fresh: true,
      usageFiles: ['a', 'b'],
      only: ['orders/'],
      minutes: 5,
    });
  });

  it.each([[['--prov']], [['--minutes', 'soon']], [['--minutes', '0']], [['orders']]])('refuses %j', (args) => {
    expect(() => readOptions(args)).toThrow(OptionsError);
  });
});
