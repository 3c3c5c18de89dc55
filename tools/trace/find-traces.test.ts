import { describe, expect, it } from '@jest/globals';
import type { LogLine } from '../logs/log-line.ts';
import type { LogSource } from '../logs/log-source.ts';
import { findTraces, MAX_TRACES } from './find-traces.ts';
import { purchaseLines, spoken, TRACE } from './purchase-lines.test-support.ts';

function sourceOf(lines: readonly LogLine[]): LogSource {
  return {
    name: 'memory',
    find: async (texts) => lines.filter((line) => texts.some((text) => JSON.stringify(line).includes(text))),
  };
}

const addItem = spoken({
  fn: 'carts/add-cart-item',
  message: 'request',
  span: '1',
  at: -50,
  trace: 'a'.repeat(32),
  fields: { cartId: 'crt_1', durationMs: 5 },
});
const stranger = spoken({
  fn: 'carts/add-cart-item',
  message: 'request',
  span: '1',
  at: -40,
  trace: 'b'.repeat(32),
  fields: { cartId: 'crt_2', durationMs: 5 },
});

const traceIds = (lines: readonly LogLine[]) => [
  ...new Set(lines.map(({ fields }) => String(fields['traceparent']).slice(3, 35))),
];

describe('findTraces', () => {
  it.each([['ord_1'], ['req-1'], ['evt_1'], [TRACE]])('finds the whole trace by %s', async (id) => {
    const { lines } = await findTraces(sourceOf([...purchaseLines(), stranger]), id);
    expect(lines).toHaveLength(purchaseLines().length - 1);
  });

  it('takes in what was put into the cart of an order, and no other cart', async () => {
    const { lines } = await findTraces(sourceOf([addItem, stranger, ...purchaseLines()]), 'ord_1');
    expect(traceIds(lines)).toEqual(['a'.repeat(32), TRACE]);
  });

  it('finds nothing of what nobody mentions', async () => {
    expect(await findTraces(sourceOf(purchaseLines()), 'ord_2')).toEqual({ lines: [], leftOut: 0 });
  });

  it('keeps the newest traces of what everything mentions', async () => {
    const history = Array.from({ length: MAX_TRACES + 7 }, (_, index) =>
      spoken({
        fn: 'carts/get-cart',
        message: 'request',
        span: '1',
        at: index,
        trace: index.toString(16).padStart(32, 'c'),
        fields: { userId: 'usr_1' },
      }),
    );
    const { lines, leftOut } = await findTraces(sourceOf(history), 'usr_1');
    expect([lines.length, leftOut, lines.at(-1)]).toEqual([MAX_TRACES, 7, history.at(-1)]);
  });
});
