import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PageAssets } from './page-assets.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'tradewind-page-assets-'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('the assets of the page', () => {
  it('are there at the very first visit, which asks for all of them at once', async () => {
    const assets = new PageAssets(root);
    const found = await Promise.all(['console.js', 'console.css', 'console.js'].map((name) => assets.get(name)));
    expect(found.map((asset) => asset?.contentType)).toEqual([
      'text/javascript; charset=utf-8',
      'text/css; charset=utf-8',
      'text/javascript; charset=utf-8',
    ]);
  });

  it('are found again by the next start', async () => {
    const before = await new PageAssets(root).get('console.css');
    expect(await new PageAssets(root).get('console.css')).toEqual(before);
    expect(await new PageAssets(root).get('../package.json')).toBeUndefined();
  });
});
