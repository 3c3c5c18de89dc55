import { afterEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { optionalSetting, setting, settings } from './settings.ts';

const table = settings({ SETTINGS_TEST_TABLE: setting });
const bus = settings({
  SETTINGS_TEST_BUS: setting,
  SETTINGS_TEST_PROVIDER: z._default(z.enum(['sandbox']), 'sandbox'),
});

afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('SETTINGS_TEST_')) delete process.env[name];
});

describe('settings', () => {
  it.each<[string, Record<string, string>, string]>([
    ['nothing', {}, 'SETTINGS_TEST_BUS, SETTINGS_TEST_TABLE'],
    ['an empty text', { SETTINGS_TEST_TABLE: '', SETTINGS_TEST_BUS: 'bus' }, 'SETTINGS_TEST_TABLE'],
    [
      'a value that is none of those known',
      { SETTINGS_TEST_TABLE: 'table', SETTINGS_TEST_PROVIDER: 'barter' },
      'SETTINGS_TEST_BUS, SETTINGS_TEST_PROVIDER',
    ],
  ])('with %s in the environment name in one error all that is missing or wrong', (_, environment, names) => {
    Object.assign(process.env, environment);
    const ask = () => [table(), bus()];
    expect(ask).toThrow(new Error(`Missing or wrong in the environment: ${names}.`));
  });

  it('are read on first use, and kept', () => {
    const kept = settings({ SETTINGS_TEST_KEPT: setting, SETTINGS_TEST_LEFT_OUT: optionalSetting });
    process.env['SETTINGS_TEST_KEPT'] = 'one';
    expect(kept()).toEqual({ SETTINGS_TEST_KEPT: 'one' });
    process.env['SETTINGS_TEST_KEPT'] = 'another';
    expect(kept()).toEqual({ SETTINGS_TEST_KEPT: 'one' });
  });
});
