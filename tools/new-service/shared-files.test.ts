import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { formsOf } from './nouns.ts';
import { knownPrefixes, SHARED_FILES } from './shared-files.ts';

const registration = {
  service: formsOf('gift-cards'),
  entity: formsOf('gift-card'),
  entities: formsOf('gift-cards'),
  prefix: 'gif',
};

/** Without white space, which is the formatter's. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

const EXPECTED: Readonly<Record<string, string>> = {
  'packages/kernel/src/ids.ts': "| 'gif'",
  'packages/contracts/src/http/route.ts': "| 'gift-cards'",
  'packages/contracts/src/openapi/document.ts': "'gift-cards': 'Gift cards',",
  'e2e/support/valid-bodies.ts': "'create-gift-card': { title: 'Bad input' },",
  'tsconfig.json': ', { "path": "services/gift-cards" }',
};

describe.each(SHARED_FILES.map((file) => [file.path, file] as const))('%s', (file, { register }) => {
  const before = readFileSync(path.join(ROOT, file), 'utf8');
  const expected = EXPECTED[file];

  if (expected !== undefined) {
    it('names the new service and is otherwise as it was', () => {
      const after = flat(register(before, registration));
      expect(after).toContain(flat(expected));
      expect(after.replace(flat(expected), '')).toBe(flat(before));
    });
  }

  it('can take up one service after the other', () => {
    const first = register(before, registration);
    const second = register(first, {
      ...registration,
      service: formsOf('reviews'),
      entity: formsOf('review'),
      prefix: 'rev',
    });
    expect(second.length).toBeGreaterThan(first.length);
  });

  it('is not touched when its form is another', () => {
    expect(() => register('nothing: of this kind\n', registration)).toThrow('Cannot find');
  });
});

describe('what takes more than one place', () => {
  function registered(file: string): string {
    const before = readFileSync(path.join(ROOT, file), 'utf8');
    return SHARED_FILES.find(({ path: at }) => at === file)?.register(before, registration) ?? '';
  }

  it('is imported and listed among all contracts', () => {
    const text = registered('packages/contracts/src/all.ts');
    expect(text).toContain("import * as giftCards from './gift-cards/index.ts';");
    expect(text).toMatch(/const services = \[[^\]]*, giftCards\s*\]/);
  });

  it('has a request of each route to begin mutations with', () => {
    const text = registered('e2e/mutations/shop-baselines.ts');
    expect(text).toContain("import { GiftCardView } from '@tradewind/contracts/gift-cards/views';");
    expect(text).toMatch(/'create-gift-card': async .*[^]*'get-gift-card': async [^]*giftCardId: GiftCardView\.parse/);
  });

  it('is a stack that gets what the others deployed', () => {
    const before = readFileSync(path.join(ROOT, 'serverless-compose.yml'), 'utf8').trimEnd();
    const text = registered('serverless-compose.yml');
    expect(text.startsWith(before.slice(0, before.indexOf('\n  edge:')))).toBe(true);
    expect(/\n {2}edge:\n.*\n {4}dependsOn: \[.*\]/.exec(text)?.[0]).toContain(', gift-cards]');
    expect(text).toContain(
      '  gift-cards:\n    path: services/gift-cards\n    dependsOn: [ops]\n    params:\n      httpApiId: ${platform.HttpApiId}',
    );
  });
});

describe('knownPrefixes', () => {
  it('reads the union', () => {
    expect(knownPrefixes("export type IdPrefix = 'usr' | 'prd';\n")).toEqual(['usr', 'prd']);
    expect(() => knownPrefixes('export type Prefix = string;')).toThrow('IdPrefix');
  });
});
