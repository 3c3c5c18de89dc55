import { describe, expect, it } from '@jest/globals';
import type { Assignable } from '../fixtures/type-equality.ts';
import { createLogger, type Logger, type LogSink } from './logger.ts';

function recording(level: 'debug' | 'info' | 'warn' | 'error' | 'silent') {
  const lines: string[] = [];
  return { lines, log: createLogger({ function: 'f' }, { level, sink: (line) => lines.push(line) }) };
}

describe('createLogger', () => {
  it('writes one JSON object a line, with level, time, message and fields', () => {
    const { log, lines } = recording('info');
    log.child({ requestId: 'r1' }).warn('slow', { durationMs: 12 });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        message: 'slow',
        function: 'f',
        requestId: 'r1',
        durationMs: 12,
      },
    ]);
  });

  it('does not let a field stand for the level, the time or the message', () => {
    const { log, lines } = recording('info');
    log.child({ level: 'debug' }).error('broken', { message: 'other', time: 0 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', message: 'broken', time: expect.any(String) });
  });

  it('lets a field that is appended stand on all later lines', () => {
    const { log, lines } = recording('info');
    log.info('before');
    log.append({ orderId: 'ord_1' });
    log.child({}).info('after');
    expect(lines.map((line) => JSON.parse(line).orderId)).toEqual([undefined, 'ord_1']);
  });

  it('writes measured lines at every level but silent', () => {
    const metrics = { _aws: { Timestamp: 0, CloudWatchMetrics: [] }, Name: 'kept' };
    for (const level of ['error', 'silent'] as const) {
      const { log, lines } = recording(level);
      log.measure('info', 'request', {}, metrics);
      log.measure('info', 'request', {}, undefined);
      expect(lines.map((line) => JSON.parse(line).Name)).toEqual(level === 'error' ? ['kept'] : []);
    }
  });

  it('makes lazy fields for a line that is written, and for no other', () => {
    const { log, lines } = recording('warn');
    const made: string[] = [];
    const naming = (name: string) => () => {
      made.push(name);
      return { [name]: 1 };
    };
    const child = log.child(naming('child'));
    child.measure('info', 'quiet', naming('measure'), undefined);
    expect(made).toEqual([]);
    child.measure('error', 'loud', naming('measure'), undefined);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ function: 'f', child: 1, measure: 1 }]);
  });

  it('keeps text with newlines on one line', () => {
    const { log, lines } = recording('info');
    log.info('a\nb', { error: new Error('c\nd') });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
  });

  it.each([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['silent', []],
  ] as const)('at %s writes %j', (level, expected) => {
    const { log, lines } = recording(level);
    log.debug('');
    log.info('');
    log.warn('');
    log.error('');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(expected);
  });

  it('redacts fields of children too', () => {
    const { log, lines } = recording('info');
    log.child({ token: 'abc123' }).info('m', { user: { email: 'a@b.example' } });
    expect(lines[0]).not.toMatch(/abc123|b\.example/);
  });
});

describe('types', () => {
  it('offers the same levels on children, and a sink takes text', () => {
    const childIsLogger: Assignable<ReturnType<Logger['child']>, Logger> = true;
    const sinkTakesText: Assignable<string, Parameters<LogSink>[0]> = true;
    expect([childIsLogger, sinkTakesText]).toEqual([true, true]);
  });
});
