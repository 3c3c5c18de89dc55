import { describe, expect, it } from '@jest/globals';
import { atPath, targetInput } from './target-input.ts';

const event = {
  version: '0' as const,
  id: 'e-1',
  'detail-type': 'orders.order-confirmed.v1',
  source: 'tradewind.orders',
  account: '000000000000',
  time: '2026-01-31T09:30:00Z',
  region: 'us-east-1',
  resources: [],
  detail: { orderId: 'ord_1', note: 'say "hi"\n', items: [{ sku: 'a-1', n: 2 }] },
};
const target = { Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:000000000000:queue' };
const ruleArn = 'arn:aws:events:us-east-1:000000000000:rule/bus/confirmed';

const transformed = (InputTemplate: string, InputPathsMap?: Record<string, string>) =>
  targetInput({ ...target, InputTransformer: { InputTemplate, InputPathsMap } }, event, ruleArn);

describe('the input of a target', () => {
  it('is the event, a constant, or a part', () => {
    expect(JSON.parse(targetInput(target, event, ruleArn))).toEqual(event);
    expect(targetInput({ ...target, Input: '{"fixed":1}' }, event, ruleArn)).toBe('{"fixed":1}');
    expect(targetInput({ ...target, InputPath: '$.detail.items[0]' }, event, ruleArn)).toBe('{"sku":"a-1","n":2}');
    expect(targetInput({ ...target, InputPath: '$.detail.absent' }, event, ruleArn)).toBe('{}');
  });

  it('is transformed to JSON, with quotes where a value stands by itself and without inside a text', () => {
    const paths = { id: '$.detail.orderId', item: '$.detail.items[0]', note: '$.detail.note' };
    const text = transformed(
      '{"id": <id>, "item": <item>, "text": "Order <id>: <note>", "rule": "<aws.events.rule-name>"}',
      paths,
    );
    expect(JSON.parse(text)).toEqual({
      id: 'ord_1',
      item: { sku: 'a-1', n: 2 },
      text: 'Order ord_1: say "hi"\n',
      rule: 'confirmed',
    });
  });

  it('is a JSON text when the template is plain text, and empty where a path leads nowhere', () => {
    expect(transformed('Order <id>', { id: '$.detail.orderId' })).toBe('"Order \\"ord_1\\""');
    expect(transformed('"Order <id>."', { id: '$.detail.absent' })).toBe('"Order ."');
  });

  it('leaves unknown variables alone', () => {
    expect(transformed('"<unknown>"')).toBe('"<unknown>"');
  });
});

describe('a path', () => {
  it.each([
    ['$', event],
    ['$.source', 'tradewind.orders'],
    ['$.detail-type', 'orders.order-confirmed.v1'],
    ['$.detail.items[0].sku', 'a-1'],
    ['$.detail.items[1].sku', undefined],
    ['$.detail.constructor', undefined],
    ['$.source.length', undefined],
  ])('%s leads to its value', (path, value) => {
    expect(atPath(event, path)).toEqual(value);
  });
});
