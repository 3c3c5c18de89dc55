import { describe, expect, it } from '@jest/globals';
import { faultIn, originOf, type Fault } from './fault.ts';
import { fingerprintOf } from './fingerprint.ts';

const origin = { service: 'orders', functionName: 'create-checkout' };
const REQUEST = '7f0d1f5e-5c1a-4a8e-9d53-0e6f2b3c4d5e';

function own(fields: object): string {
  return JSON.stringify({ level: 'error', time: '2026-01-31T09:30:00.000Z', message: 'unexpected error', ...fields });
}

describe('originOf', () => {
  it.each([
    ['/aws/lambda/tradewind-orders-prod-create-checkout', { service: 'orders', functionName: 'create-checkout' }],
    ['/aws/lambda/tradewind-ai-gateway-prod-chat', { service: 'ai-gateway', functionName: 'chat' }],
  ])('reads %s', (group, expected) => {
    expect(originOf(group, 'prod')).toEqual(expected);
  });

  it.each([
    '/aws/lambda/tradewind-orders-staging-create-checkout',
    '/aws/lambda/another-prod-function',
    '/aws/lambda/tradewind-orders-prod-',
    '/aws/apigateway/tradewind-prod',
    '',
  ])('is not taken in by %j', (group) => {
    expect(originOf(group, 'prod')).toBeUndefined();
  });
});

describe('faultIn, a line of ours', () => {
  it('is a defect with its error and the ids to follow it by', () => {
    const error = { type: 'TypeError', message: 'x is not a function', stack: 'TypeError: …' };
    expect(faultIn(own({ error, requestId: 'req-1', correlationId: 'cor-1', awsRequestId: REQUEST }), origin)).toEqual({
      ...origin,
      kind: 'defect',
      errorType: 'TypeError',
      message: 'x is not a function',
      requestId: 'req-1',
      correlationId: 'cor-1',
    });
  });

  it('speaks for itself without an error, and is found by the id of Lambda without a request', () => {
    expect(faultIn(own({ awsRequestId: REQUEST }), origin)).toMatchObject({
      errorType: 'unexpected error',
      message: 'unexpected error',
      requestId: REQUEST,
    });
  });

  it.each(['info', 'warn', 'debug'])('of level %s is none, whatever it quotes', (level) => {
    expect(faultIn(own({ level, note: 'Task timed out' }), origin)).toBeUndefined();
  });

  it('gives no id that could be a command', () => {
    expect(faultIn(own({ requestId: 'x; rm -rf /', correlationId: '' }), origin)).not.toHaveProperty('requestId');
  });
});

describe('faultIn, a line of the runtime', () => {
  it.each<[string, Partial<Fault>]>([
    [
      `2026-01-31T09:30:00.000Z ${REQUEST} Task timed out after 25.00 seconds`,
      { kind: 'timeout', message: 'Task timed out after 25.00 seconds', requestId: REQUEST },
    ],
    [
      `{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: ${REQUEST} Error: Task timed out after 3.00 seconds"}`,
      { kind: 'timeout', message: 'Task timed out after 3.00 seconds', requestId: REQUEST },
    ],
    [
      'ERROR {"errorType":"Runtime.ExitError","errorMessage":"Worker terminated due to reaching memory limit: JS heap out of memory"}',
      { kind: 'out-of-memory', errorType: 'Runtime.OutOfMemory' },
    ],
    [
      `RequestId: ${REQUEST} Error: Runtime exited with error: exit status 1\nRuntime.ExitError`,
      { kind: 'crash', message: 'Runtime exited with error: exit status 1 Runtime.ExitError', requestId: REQUEST },
    ],
    [
      `2026-01-31T09:30:00.000Z\t${REQUEST}\tERROR\tInvoke Error \t{"errorType":"Runtime.ImportModuleError","errorMessage":"Cannot find module 'x'"}`,
      { kind: 'not-loadable', message: "Cannot find module 'x'" },
    ],
    [
      '2026-01-31T09:30:00.000Z\tundefined\tERROR\tUncaught Exception\t{"errorType":"Error","errorMessage":"Missing or wrong in the environment: TABLE_NAME."}',
      { kind: 'not-loadable', message: 'Missing or wrong in the environment: TABLE_NAME.' },
    ],
    [
      '{"errorType":"Runtime.UnhandledPromiseRejection","errorMessage":"no","trace":[]}',
      { kind: 'crash', errorType: 'Runtime.UnhandledPromiseRejection', message: 'no' },
    ],
  ])('%#', (line, expected) => {
    expect(faultIn(line, origin)).toMatchObject(expected);
  });

  it.each([
    '',
    'START RequestId: x',
    '{"level":',
    '{"errorType":"TypeError"}',
    '[1,2]',
    'null',
    'ERROR {"errorType":"TypeError","errorMessage":"no","trace":["at x (Task timed out)"]}',
  ])('%j is no fault', (line) => {
    expect(faultIn(line, origin)).toBeUndefined();
  });

  it('is cut where it is endless', () => {
    expect(faultIn(`Task timed out ${'x'.repeat(10_000)}`, origin)?.message.length).toBeLessThan(600);
  });
});

describe('fingerprintOf', () => {
  const fault: Fault = {
    ...origin,
    kind: 'defect',
    errorType: 'Error',
    message: 'No order ord_01M7Z80D5TN020R48EZTBG8DZZ',
  };

  it.each([
    ['another order', { message: 'No order ord_01M7Z80D5TN020R48EZTBG8DAA' }],
    ['another request', { requestId: 'req-2', correlationId: 'cor-2' }],
  ])('is the same for %s', (_, change) => {
    expect(fingerprintOf({ ...fault, ...change })).toBe(fingerprintOf(fault));
  });

  it.each([
    ['uuids', `of ${REQUEST}`, 'of 00000000-5c1a-4a8e-9d53-0e6f2b3c4d5e'],
    ['numbers', 'after 3.00 s', 'after 12.50 s'],
    ['hexadecimal ids', 'trace 6b01aa094ef59e98', 'trace 00aa11bb22cc33dd'],
  ])('is the same whatever the %s', (_, one, other) => {
    expect(fingerprintOf({ ...fault, message: one })).toBe(fingerprintOf({ ...fault, message: other }));
  });

  it.each([
    ['service', { service: 'carts' }],
    ['function', { functionName: 'cancel-order' }],
    ['kind', { kind: 'crash' as const }],
    ['error type', { errorType: 'TypeError' }],
    ['message', { message: 'No cart crt_01M7Z80D5TN020R48EZTBG8DZZ' }],
  ])('differs with the %s', (_, change) => {
    expect(fingerprintOf({ ...fault, ...change })).not.toBe(fingerprintOf(fault));
  });
});
