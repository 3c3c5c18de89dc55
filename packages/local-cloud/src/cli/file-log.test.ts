import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileLog } from './file-log.ts';
import { olderFile, rotatingFile } from './rotating-file.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tradewind-log-'));
  path = join(directory, 'tradewind.log');
});
afterEach(() => rmSync(directory, { recursive: true }));

const now = () => readFileSync(path, 'utf8');
const before = () => readFileSync(olderFile(path), 'utf8');

describe('the log of a start', () => {
  it('takes everything, and notes what a person should know', () => {
    const notes: string[] = [];
    const log = fileLog(join(directory, 'new', 'tradewind.log'), (text) => notes.push(text));
    log.output('tradewind-orders-dev-get-order', '{"level":"info"}');
    log.warn('careful');
    log.error('broken', new Error('no disk'));
    const written = readFileSync(join(directory, 'new', 'tradewind.log'), 'utf8');
    expect(written).toMatch(/^\S+Z FUNCTION tradewind-orders-dev-get-order \{"level":"info"\}\n\S+Z WARN careful\n/);
    expect(written).toContain('ERROR broken: Error: no disk');
    expect(notes).toEqual(['careful', 'broken: no disk']);
  });
});

describe('a rotating file', () => {
  it('begins anew at a start, and keeps what one start before wrote', () => {
    for (const text of ['first\n', 'second\n', 'third\n']) rotatingFile(path).append(text);
    expect([now(), before()]).toEqual(['third\n', 'second\n']);
  });

  it('loses nothing to starts that come to nothing', () => {
    rotatingFile(path).append('first\n');
    for (let start = 0; start < 3; start += 1) rotatingFile(path);
    expect([now(), before()]).toEqual(['', 'first\n']);
  });

  it('begins anew before it would become too large, between two texts', () => {
    const file = rotatingFile(path, { maxBytes: 10 });
    for (const text of ['1234\n', '5678\n', 'é234\n', 'x\n']) file.append(text);
    expect([now(), before()]).toEqual(['é234\nx\n', '1234\n5678\n']);
    file.append('567890\n');
    expect([now(), before()]).toEqual(['567890\n', 'é234\nx\n']);
  });

  it('holds a text that is larger than it may be, alone', () => {
    const file = rotatingFile(path, { maxBytes: 4 });
    file.append('too large\n');
    expect(existsSync(olderFile(path))).toBe(false);
    file.append('x\n');
    expect([now(), before()]).toEqual(['x\n', 'too large\n']);
  });

  it('takes over a file that was there before there was a rotation', () => {
    writeFileSync(path, 'old\n');
    rotatingFile(path, { maxBytes: 4 }).append('new\n');
    expect([now(), before()]).toEqual(['new\n', 'old\n']);
  });
});
