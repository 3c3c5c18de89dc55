import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildTrees } from './build-tree.ts';
import type { HopNode } from './hop.ts';
import { purchaseLines, spoken, TRACE } from './purchase-lines.test-support.ts';
import { renderTree } from './render-tree.ts';

function outline(nodes: readonly HopNode[], depth = 0): string[] {
  return nodes.flatMap(({ hop, children }) => [
    `${'  '.repeat(depth)}${hop.kind === 'event' ? hop.name : `${hop.service}/${hop.name} ${hop.attempt}`}`,
    ...outline(children, depth + 1),
  ]);
}

const OUTLINE = [
  'orders/create-checkout 1',
  '  carts/claim-cart 1',
  '  payments/authorize-payment 1',
  '  payments/authorize-payment 2',
  '  orders/confirm-order 1',
  '  orders.order-confirmed.v1',
  '    notifications/send-mail 1',
  '    notifications/send-mail 2',
];

function purchaseTree(lines = purchaseLines()) {
  const found = buildTrees(lines).find(({ traceId }) => traceId === TRACE);
  if (found === undefined) throw new Error('There is no tree.');
  return found;
}

describe('buildTrees', () => {
  it('puts each hop below what caused it, with its retries', () => {
    expect(outline(purchaseTree().roots)).toEqual(OUTLINE);
  });

  it('does not depend on the order in which lines arrive', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(purchaseLines(), { minLength: purchaseLines().length }), (lines) => {
        expect(outline(purchaseTree(lines).roots)).toEqual(OUTLINE);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps every hop when lines of its causes are missing', () => {
    const hops = (lines: ReturnType<typeof purchaseLines>) =>
      buildTrees(lines).flatMap(({ roots }) => outline(roots).map((text) => text.trim().replace(/ \d$/, '')));
    fc.assert(
      fc.property(fc.subarray(purchaseLines()), (lines) => {
        const closing = lines.filter(({ message }) => !['metric', 'Mail handled.', 'invocation'].includes(message));
        expect(hops(lines).length).toBeGreaterThanOrEqual(closing.length);
      }),
    );
  });

  it('tells traces apart and leaves out what belongs to none', () => {
    const other = spoken({
      fn: 'carts/add-cart-item',
      message: 'request',
      span: '1',
      at: -50,
      trace: 'a'.repeat(32),
      fields: { durationMs: 5 },
    });
    const outside = { ...other, fields: {} };
    expect(buildTrees([...purchaseLines(), other, outside]).map(({ traceId }) => traceId)).toEqual([
      'a'.repeat(32),
      TRACE,
      `${'0'.repeat(31)}9`,
    ]);
  });
});

describe('renderTree', () => {
  it('shows what ran, when, how long, how often and what went wrong', () => {
    const text = renderTree(purchaseTree());
    expect(text.split('\n')[0]).toBe(
      '2026-01-31T09:30:00.000Z  8 hops in 200 ms  trace 6b01aa094ef59e9898a84f1200000020 (X-Ray 1-6b01aa09-4ef59e9898a84f1200000020)',
    );
    expect(text).toContain('    +0 ms     110 ms  orders/create-checkout  POST /v1/checkouts → 201');
    expect(text).toContain('   +20 ms      10 ms  ├─ carts/claim-cart  (cold)');
    expect(text).toContain('├─ payments/authorize-payment  TypeError: x is null  (FAILED)');
    expect(text).toContain('├─ payments/authorize-payment  (attempt 2)');
    expect(text).toContain('   +95 ms      35 ms  └─ » orders.order-confirmed.v1');
    expect(text).toContain('   ├─ notifications/send-mail  Error: no server  (FAILED)');
    expect(text).toContain('   └─ notifications/send-mail  (attempt 2)');
    expect(text).toContain('· Mail handled. sent');
  });

  it('counts one hop as one', () => {
    const [line] = purchaseLines();
    const [tree] = line === undefined ? [] : buildTrees([line]);
    expect(tree === undefined ? [] : renderTree(tree)).toContain(' 1 hop in ');
  });
});
