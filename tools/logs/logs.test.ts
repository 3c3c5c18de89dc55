import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { olderFile, rotatingFile } from '@tradewind/local-cloud/cli/rotating-file';
import { eventually } from '@tradewind/testing';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passes, textsOf, type LogFilter } from './filter.ts';
import { follow } from './follow.ts';
import { placeOf, readFileLine, type LogLine } from './log-line.ts';
import { fileSource, NoLogError } from './log-source.ts';
import { logsOptions, UsageError } from './options.ts';
import { renderLine } from './render-line.ts';

const NOW = new Date('2026-01-31T10:00:00.000Z');

function written(fields: Record<string, unknown>, name = 'tradewind-orders-dev-cancel-order'): string {
  const line = { level: 'info', time: '2026-01-31T09:30:00.000Z', message: 'request', ...fields };
  return `2026-01-31T09:30:00.001Z FUNCTION ${name} ${JSON.stringify(line)}`;
}

function lineOf(text: string): LogLine {
  const line = readFileLine(text);
  if (line === undefined) throw new Error(`No line: ${text}`);
  return line;
}

describe('readFileLine', () => {
  it('reads what a function wrote', () => {
    expect(lineOf(written({ level: 'warn', orderId: 'ord_1' }))).toEqual({
      functionName: 'tradewind-orders-dev-cancel-order',
      level: 'warn',
      at: Date.parse('2026-01-31T09:30:00.000Z'),
      message: 'request',
      fields: { orderId: 'ord_1' },
    });
  });

  it('keeps a crash as an error, in its words', () => {
    const crash =
      '2026-01-31T09:30:00.001Z FUNCTION tradewind-orders-dev-get-order ERROR {"errorType":"Runtime.ExitError"}';
    expect(lineOf(crash)).toMatchObject({ level: 'error', message: 'ERROR {"errorType":"Runtime.ExitError"}' });
  });

  it.each(['', '2026-01-31T09:30:00.001Z INFO The cloud is up.', 'half a li'])('passes over %j', (text) => {
    expect(readFileLine(text)).toBeUndefined();
  });

  it('knows the service of a name with hyphens by the line itself', () => {
    const line = lineOf(written({ service: 'ai-gateway' }, 'tradewind-ai-gateway-dev-chat'));
    expect(placeOf(line)).toEqual({ service: 'ai-gateway', key: 'chat' });
  });
});

describe('passes', () => {
  const line = lineOf(
    written({ level: 'warn', requestId: 'req-1', traceparent: '00-abc-1-01', orderId: 'ord_1', service: 'orders' }),
  );

  it.each<LogFilter>([
    {},
    { service: 'orders' },
    { function: 'cancel-order' },
    { function: 'cancel' },
    { level: 'warn' },
    { level: 'info' },
    { request: 'req-1' },
    { request: 'abc' },
    { order: 'ord_1' },
    { since: new Date('2026-01-31T09:00:00.000Z') },
  ])('lets through %j', (filter) => {
    expect(passes(line, filter)).toBe(true);
  });

  it.each<LogFilter>([
    { service: 'carts' },
    { function: 'get-order' },
    { level: 'error' },
    { request: 'req-2' },
    { order: 'ord_2' },
    { since: new Date('2026-01-31T09:31:00.000Z') },
    { service: 'orders', order: 'ord_2' },
  ])('keeps back %j', (filter) => {
    expect(passes(line, filter)).toBe(false);
  });

  it('searches by no text that a passing line may lack', () => {
    for (const filter of [{ order: 'ord_1' }, { request: 'req-1' }, { order: 'ord_1', request: 'req-1' }]) {
      for (const text of textsOf(filter)) expect(JSON.stringify(line)).toContain(text);
    }
  });
});

describe('logsOptions', () => {
  it('reads what is asked for', () => {
    const { filter, follow: follows } = logsOptions(['--service', 'orders', '--since', '15m', '-f'], NOW);
    expect(filter).toMatchObject({ service: 'orders', since: new Date('2026-01-31T09:45:00.000Z') });
    expect(follows).toBe(true);
  });

  it.each([[['--level', 'loud']], [['--since', 'soon']], [['--colour']], [['-f', '--stage', 'prod']], [['ord_1']]])(
    'refuses %j',
    (args) => {
      expect(() => logsOptions(args, NOW)).toThrow(UsageError);
    },
  );
});

describe('renderLine', () => {
  it('says what matters, and leaves the metrics to the machines', () => {
    const line = lineOf(
      written({
        service: 'orders',
        status: 409,
        code: 'orders.not-cancellable',
        _aws: {},
        Latency: 3,
        coldStart: false,
      }),
    );
    expect(renderLine(line, { colour: false })).toBe(
      '09:30:00.000 info  orders/cancel-order  request  status=409  code=orders.not-cancellable',
    );
  });
});

describe('renderLine of a failure', () => {
  it('tells the error and its cause in a line, and cuts what is endless', () => {
    const error = {
      type: 'internal.error',
      message: 'Unexpected.',
      stack: 'at …',
      cause: { type: 'TypeError', message: 'x is null' },
    };
    const text = renderLine(lineOf(written({ service: 'orders', level: 'error', error, note: 'n'.repeat(1000) })), {
      colour: false,
    });
    expect(text).toContain('error=internal.error: Unexpected. ← TypeError: x is null');
    expect(text.length).toBeLessThan(500);
  });
});

describe('the log of the local cloud', () => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tradewind-logs-'));
    file = join(directory, 'tradewind.log');
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('says what to do before anything has run', async () => {
    await expect(fileSource(file).find([])).rejects.toThrow(NoLogError);
    await expect(fileSource(file).find([])).rejects.toThrow('npm start');
  });

  it('finds lines by any of some texts', async () => {
    await writeFile(file, ['ord_1', 'ord_2', 'ord_3'].map((orderId) => `${written({ orderId })}\n`).join(''));
    const found = await fileSource(file).find(['ord_1', 'ord_3']);
    expect(found.map(({ fields }) => fields['orderId'])).toEqual(['ord_1', 'ord_3']);
  });

  it('follows what is appended, line by line, also when a line comes in pieces', async () => {
    const seen: unknown[] = [];
    const stop = new AbortController();
    await writeFile(file, `${written({ orderId: 'ord_1' })}\n`);
    const following = follow(file, { onLine: ({ fields }) => seen.push(fields['orderId']), signal: stop.signal });
    const second = written({ orderId: 'ord_2', note: 'é' });
    await appendFile(file, second.slice(0, 40));
    await appendFile(file, `${second.slice(40)}\n`);
    await eventually(() => expect(seen).toEqual(['ord_1', 'ord_2']));
    await writeFile(file, `${written({ orderId: 'ord_9' })}\n`);
    await eventually(() => expect(seen).toEqual(['ord_1', 'ord_2', 'ord_9']));
    stop.abort();
    await following;
  });

  it('follows into the file that takes its place, and misses no line of the one before', async () => {
    const seen: unknown[] = [];
    const stop = new AbortController();
    const lines = ['ord_1', 'ord_2', 'ord_3', 'ord_4'].map((orderId) => `${written({ orderId })}\n`);
    const log = rotatingFile(file, { maxBytes: 2 * Buffer.byteLength(lines[0] ?? '') });
    const write = (index: number) => log.append(lines[index] ?? '');
    write(0);
    const following = follow(file, { onLine: ({ fields }) => seen.push(fields['orderId']), signal: stop.signal });
    await eventually(() => expect(seen).toEqual(['ord_1']));
    write(1);
    write(2); // into a new file
    await eventually(() => expect(seen).toEqual(['ord_1', 'ord_2', 'ord_3']));
    write(3);
    await eventually(() => expect(seen).toEqual(['ord_1', 'ord_2', 'ord_3', 'ord_4']));
    stop.abort();
    await following;
  });

  it('finds lines in the file that was set aside as well, oldest first', async () => {
    const log = (orderId: string) => rotatingFile(file).append(`${written({ orderId })}\n`);
    log('ord_1');
    log('ord_2');
    log('ord_3');
    const found = await fileSource(file).find([]);
    expect(found.map(({ fields }) => fields['orderId'])).toEqual(['ord_2', 'ord_3']);
    await rm(olderFile(file));
    expect(await fileSource(file).find([])).toHaveLength(1);
  });
});
