import { describe, expect, it } from '@jest/globals';
import { LogRing } from './log-ring.ts';

const line = (fields: object) => JSON.stringify({ level: 'info', message: 'request', ...fields });

function filled(): LogRing {
  const logs = new LogRing();
  logs.add('orders-get-order', line({ awsRequestId: 'aws-1', requestId: 'req-1', correlationId: 'cor-1' }));
  logs.add('orders-get-order', line({ level: 'warn', message: 'slow', requestId: 'req-2', correlationId: 'cor-1' }));
  logs.add('carts-add-item', line({ level: 'error', message: 'failed', requestId: 'req-3', correlationId: 'cor-2' }));
  logs.add('carts-add-item', 'plain text');
  return logs;
}

const messages = (found: readonly { message: string }[]) => found.map(({ message }) => message);

describe('LogRing', () => {
  it('keeps the newest lines', () => {
    const logs = new LogRing({ capacity: 3 });
    for (let at = 0; at < 20; at += 1) logs.add('f', `line ${at}`);
    expect(messages(logs.find({}))).toEqual(['line 19', 'line 18', 'line 17']);
  });

  it.each([
    ['text, whatever its case', { text: 'PLAIN' }, ['plain text']],
    ['text in the name of the function', { text: 'get-order' }, ['slow', 'request']],
    ['level and above', { level: 'warn' as const }, ['failed', 'slow']],
    ['function', { functionName: 'carts' }, ['plain text', 'failed']],
    ['request id', { requestId: 'req-2' }, ['slow']],
    ['request id of Lambda', { requestId: 'aws-1' }, ['request']],
    ['a part of a request id', { requestId: 'req' }, []],
    ['correlation id', { correlationId: 'cor-1' }, ['slow', 'request']],
    ['all together', { text: 'slow', level: 'info' as const, correlationId: 'cor-1' }, ['slow']],
    ['a limit', { limit: 1 }, ['plain text']],
  ])('finds by %s', (_, filter, expected) => {
    expect(messages(filled().find(filter))).toEqual(expected);
  });

  it.each(['{"level":"loud"}', '{broken', '[1]', '"text"', '{"message":5}'])('shows %s as it stands', (text) => {
    const logs = new LogRing();
    logs.add('f', text);
    expect(logs.find({})).toMatchObject([{ level: 'info', message: text }]);
  });

  it('takes what the host tells of a crash for an error', () => {
    const logs = new LogRing();
    logs.add('f', 'ERROR {"errorType":"Runtime.ExitError"}');
    expect(logs.find({ level: 'error' })).toHaveLength(1);
  });

  it('bounds a line', () => {
    const logs = new LogRing();
    logs.add('f', 'x'.repeat(1_000_000));
    expect(logs.find({})[0]?.message.length).toBeLessThan(20_000);
  });
});
