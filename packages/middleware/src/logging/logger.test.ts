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
