import { describe, expect, it } from '@jest/globals';
import { documentFindings } from './document-rules.ts';

const files: Readonly<Record<string, string>> = {
  'README.md': '# Shop',
  'docs/guides/events.md': '# Events\n\n## Watch one\n\n## An order’s way, in `code`\n',
  'docs/adr/0001-fork.md': '',
};
const repository = {
  exists: (file: string): boolean => file in files || file === 'docs/guides',
  read: (file: string): string => files[file] ?? '',
  scripts: new Set(['deploy', 'check:iam']),
};

function findings(text: string): string[] {
  return documentFindings({ path: 'docs/guides/deploying.md', text }, repository);
}

describe('documentFindings', () => {
  it.each([
    '[events](events.md), [why](../adr/0001-fork.md), [all](../guides), [start](../../README.md)',
    '[watch](events.md#watch-one) and [the way](events.md#an-orders-way-in-code)',
    '[elsewhere](https://example.com/no.md) and [mail](mailto:ops@example.com)',
    '[by name]\n\n[by name]: events.md#watch-one\n',
    '`[an](example.md)`\n```md\n[another](example.md)\n```',
    '`npm run deploy -- --stage dev`, npm run --silent check:iam',
  ])('has nothing to say of %s', (text) => {
    expect(findings(text)).toEqual([]);
  });

  it.each([
    ['[gone](gone.md)', 'gone.md leads nowhere'],
    ['[by name]\n\n[by name]: gone.md', 'gone.md leads nowhere'],
    ['[root](/README.md)', '/README.md leads nowhere'],
    ['[part](events.md#watch-two)', 'names no heading of docs/guides/events.md'],
    ['[here](#nothing)', 'leads nowhere'],
    ['`npm run deplog`', 'no npm run deplog'],
  ])('names %s', (text, finding) => {
    expect(findings(text)).toEqual([expect.stringContaining(finding)]);
  });
});
