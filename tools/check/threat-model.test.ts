import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';

const text = readFileSync(path.join(ROOT, 'docs/threat-model.md'), 'utf8');

/** Rows of the tables of threats. */
const threats = text
  .split('\n')
  .filter((line) => /^\| [STRIDE] +\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, , threat = '', mitigation = '', tests = '']) => ({ threat, mitigation, tests }));

/** `[name]: ../path/to/file.test.ts` at the end of the page. */
const files = new Map(
  [...text.matchAll(/^\[([\w-]+)\]: \.\.\/(\S+)$/gm)].map(([, name = '', file = '']) => [name, file]),
);

/** `[name] “heading”, “heading”` */
const references = [...text.matchAll(/\[([\w-]+)\]((?:,? “[^”]+”)+)/g)].flatMap(([, name = '', quoted = '']) =>
  [...quoted.matchAll(/“([^”]+)”/g)].map(([, heading = '']) => [name, heading] as const),
);

/** Titles of `describe` and `it`, those behind the table of an `each` included. */
function headingsOf(source: string): string[] {
  const calls = source.matchAll(/(?:\b(?:describe|it)|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g);
  return [...calls].map(([, , heading = '']) => heading.replaceAll(/\\(.)/g, '$1'));
}

describe('the threat model', () => {
  it('has threats at every boundary', () => {
    const boundaries = text.split(/^## /m).filter((section) => /^\d+\. /.test(section));
    expect(boundaries.length).toBeGreaterThan(10);
    for (const boundary of boundaries) expect(boundary).toMatch(/^\| [STRIDE] +\|/m);
  });

  it.each(threats)('says of "$threat" which test fails when its mitigation breaks, or that none does', (threat) => {
    expect(threat.mitigation).not.toBe('');
    expect(threat.tests).toMatch(/\[[\w-]+\] “|no test/);
  });

  it.each(references)('names in %s a test that exists: %s', (name, heading) => {
    const file = path.join(ROOT, files.get(name) ?? 'none');
    expect([name, existsSync(file)]).toEqual([name, true]);
    expect(headingsOf(readFileSync(file, 'utf8'))).toContain(heading);
  });

  it('names no file that no threat refers to', () => {
    expect([...files.keys()].filter((name) => !references.some(([used]) => used === name))).toEqual([]);
  });
});
