import { describe, expect, it } from '@jest/globals';
import { invariantOptions, UsageError } from './options.ts';

describe('invariantOptions', () => {
  it('reads the local cloud when nothing is named', () => {
    expect(invariantOptions([], {})).toMatchObject({
      stage: 'dev',
      patienceMs: 900_000,
      client: { endpoint: 'http://127.0.0.1:4566' },
    });
    expect(invariantOptions([], { TRADEWIND_AWS_PORT: '4999' }).target).toContain(':4999');
  });

  it.each(['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_ENDPOINT_URL'])('leaves the connection to %s', (name) => {
    const options = invariantOptions(['--stage', 'prod', '--patience', '30'], { [name]: 'shop' });
    expect(options).toEqual({ stage: 'prod', patienceMs: 30_000, client: {}, target: 'AWS (shop)' });
  });

  it.each([[['--patience', 'long']], [['--nothing']], [['prod']]])('refuses %j', (args) => {
    expect(() => invariantOptions(args, {})).toThrow(UsageError);
  });
});
