import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesOf, fillIn } from './template.ts';

const values = { prefix: 'rev', 'entity.camel': 'review', 'entity.kebab': 'review' };

describe('fillIn', () => {
  it.each([
    ['{{prefix}}_1', 'rev_1'],
    ['/v1/reviews/{{{entity.camel}}Id}', '/v1/reviews/{reviewId}'],
    ['`${{{entity.camel}}.id}`', '`${review.id}`'],
    ['${param:bus}, {{ not }} and {}', '${param:bus}, {{ not }} and {}'],
  ])('makes of %s %s', (text, expected) => {
    expect(fillIn(text, values)).toBe(expected);
  });

  it('does not look into what it put there', () => {
    expect(fillIn('{{a}}', { a: '$& {{prefix}}' })).toBe('$& {{prefix}}');
  });

  it('refuses a name without a value', () => {
    expect(() => fillIn('{{entity.Camel}}', values)).toThrow('{{entity.Camel}}');
  });
});

describe('filesOf', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'tradewind-template-'));
    mkdirSync(path.join(directory, 'src'));
    writeFileSync(path.join(directory, 'src/get-{{entity.kebab}}.ts.template'), "'{{prefix}}'");
    writeFileSync(path.join(directory, 'notes.md'), 'not a template');
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('fills in names and contents, and leaves other files out', () => {
    expect(filesOf(directory, values)).toEqual([{ path: 'src/get-review.ts', content: "'rev'" }]);
  });
});
