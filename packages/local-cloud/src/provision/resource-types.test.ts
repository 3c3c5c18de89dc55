import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCEPTED_TYPES, isProvisioned, PROVISIONED_TYPES } from './resource-types.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

describe('resource types', () => {
  it.each([...PROVISIONED_TYPES, ...ACCEPTED_TYPES])('README.md lists %s', (type) => {
    expect(readme).toContain(`\`${type}\``);
  });

  it('are either created or need nothing', () => {
    expect(ACCEPTED_TYPES.filter((type) => isProvisioned(type))).toEqual([]);
  });
});
