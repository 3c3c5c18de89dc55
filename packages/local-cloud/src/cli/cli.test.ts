import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNTS, SHOPPER } from '../seeding/accounts.ts';
import { announcement } from './announcement.ts';
import { progressOn } from './progress.ts';
import { readSettings } from './settings.ts';
import { lockInstance } from './single-instance.ts';

describe('readSettings', () => {
  it('has defaults', () => {
    expect(readSettings('/repo', {})).toEqual({ port: 4000, awsPort: 4566, dataDir: '/repo/.tradewind' });
  });

  it('takes what the environment says', () => {
    const environment = { TRADEWIND_PORT: '0', TRADEWIND_AWS_PORT: '4999', TRADEWIND_DATA_DIR: '/data' };
    expect(readSettings('/repo', environment)).toEqual({ port: 0, awsPort: 4999, dataDir: '/data' });
  });

  it.each(['x', '-1', '70000', '1.5'])('refuses the port %s by its name', (port) => {
    expect(() => readSettings('/repo', { TRADEWIND_PORT: port })).toThrow(
      `TRADEWIND_PORT must be a port number, not "${port}".`,
    );
  });
});

describe('lockInstance', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tradewind-lock-'));
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  it('refuses a second one and tells of the first, until it is released', async () => {
    const lock = await lockInstance(dataDir, 'http://localhost:4000');
    await expect(lockInstance(dataDir, 'other')).rejects.toMatchObject({ greeting: 'http://localhost:4000' });
    await lock.release();
    await (await lockInstance(dataDir, 'next')).release();
  });
});

describe('progressOn', () => {
  it('writes one plain line for each step where there is no terminal', () => {
    const written: string[] = [];
    const progress = progressOn({ write: (text) => written.push(text) });
    const step = progress.step('Accounts');
    step.update('1 of 2');
    step.done();
    progress.step('Catalogue').failed();
    expect(written).toEqual([
      expect.stringMatching(/^ {2}ok {4}Accounts \(0\.\d s\)\n$/),
      expect.stringMatching(/^ {2}FAIL {2}Catalogue/),
    ]);
  });

  it('writes over its line on a terminal', () => {
    const written: string[] = [];
    const step = progressOn({ isTTY: true, write: (text) => written.push(text) }).step('Accounts');
    step.done('2 accounts');
    const last = written.at(-1) ?? '';
    expect(last.startsWith('\r\u001b[2K  ✔ Accounts: 2 accounts (')).toBe(true);
    expect(last.endsWith('s)\n')).toBe(true);
  });
});

describe('announcement', () => {
  const text = announcement({
    url: 'http://localhost:4001',
    awsEndpoint: 'http://127.0.0.1:4567',
    accounts: ACCOUNTS,
    shopper: SHOPPER,
    logFile: '/data/tradewind.log',
  });

  it('tells every address and both logins', () => {
    for (const part of [
      'http://localhost:4001/docs',
      '/mailbox',
      'http://127.0.0.1:4567',
      'Tradewind-admin-1',
      'Tradewind-shopper-1',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('needs nothing but curl and what every shell has', () => {
    expect(text).not.toMatch(/\bjq\b/);
    expect(text.match(/\bcurl -s/g)?.length).toBeGreaterThanOrEqual(4);
  });
});
