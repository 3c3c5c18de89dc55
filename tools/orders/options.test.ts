import { describe, expect, it } from '@jest/globals';
import { OptionsError, readOptions } from './options.ts';

const RETRY = ['ord_1', '--action', 'retry', '--note', 'The provider is back.'];

describe('readOptions', () => {
  it('talks to this machine as its operator unless told where', () => {
    expect(readOptions(RETRY, '4321')).toEqual({
      orderId: 'ord_1',
      action: 'retry',
      note: 'The provider is back.',
      url: 'http://localhost:4321',
      region: 'us-east-1',
      isLocal: true,
    });
    expect(readOptions([...RETRY, '--url', 'https://api.example.com'])).toMatchObject({ isLocal: false });
  });

  it.each<[string, string[]]>([
    ['no order', ['--action', 'retry', '--note', 'x']],
    ['two orders', ['ord_1', ...RETRY]],
    ['an unknown action', ['ord_1', '--action', 'delete', '--note', 'x']],
    ['no reason', ['ord_1', '--action', 'settle']],
    ['a blank reason', ['ord_1', '--action', 'settle', '--note', ' ']],
    ['an unknown option', [...RETRY, '--force']],
  ])('refuses %s', (_, args) => {
    expect(() => readOptions(args)).toThrow(OptionsError);
  });
});
