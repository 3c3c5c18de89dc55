import { describe, expect, it } from '@jest/globals';
import { allEvents as events } from '@tradewind/contracts/all';
import { compileEventPattern } from '@tradewind/local-cloud/eventbridge/event-pattern';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { entityPattern } from './entity-pattern.ts';
import { ROOT } from '../process/repository.ts';

const consumer = (pattern: object) => ({ name: 'x/y', ruleName: 'r', ruleArn: 'a', pattern: JSON.stringify(pattern) });
const patternOf = (id: string, pattern: object = {}) =>
  compileEventPattern(JSON.parse(entityPattern(consumer(pattern), id, { replayName: 'rebuild', events })));

/** The golden sample of an event, as a replay brings it. */
function replayed(service: string, name: string, replayName = 'rebuild') {
  const file = path.join(ROOT, `packages/contracts/src/${service}/samples/${name}.v1.json`);
  const detail: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return { source: `tradewind.${service}`, 'detail-type': `${service}.${name}.v1`, 'replay-name': replayName, detail };
}

const confirmed = replayed('orders', 'order-confirmed');
const ORDER = 'ord_01K1V7GP3S8B1X3K5M7N9Q1R3T';

describe('entityPattern', () => {
  it.each([
    ['an order', ORDER, confirmed],
    ['a buyer', 'usr_01K1V7GN1R7A0W2J4K6M8P0Q2S', confirmed],
    ['a SKU in a list', 'MUG-ENAMEL-BLUE', confirmed],
    ['a variant in a list', 'var_01KA3Q5Z8M4T7R9V2W6X0Y1B3E', replayed('catalog', 'product-published')],
  ])('takes the event that names %s', (_, id, event) => {
    expect(patternOf(id)(event)).toBe(true);
    expect(patternOf(`${id.slice(0, -1)}9`)(event)).toBe(false);
  });

  it('takes events of its own replay only, never those of the day', () => {
    expect(patternOf(ORDER)(replayed('orders', 'order-confirmed', 'another'))).toBe(false);
    const { 'replay-name': _, ...today } = confirmed;
    expect(patternOf(ORDER)(today)).toBe(false);
  });

  it('takes nothing that the consumer does not subscribe to', () => {
    expect(patternOf(ORDER, { 'detail-type': ['orders.order-cancelled.v1'] })(confirmed)).toBe(false);
    expect(patternOf(ORDER, { source: ['tradewind.orders'] })(confirmed)).toBe(true);
  });

  it.each([
    ['a consumer whose events never name such an id', ORDER, { source: ['tradewind.catalog'] }, /No event/],
    ['a consumer that filters by more', ORDER, { detail: { data: { x: [1] } } }, /replay it by time/],
    ['a prefix that no id has', 'xyz_1', {}, /ids begin with ord_/],
  ])('refuses %s', (_, id, pattern, message) => {
    expect(() => patternOf(id, pattern)).toThrow(message);
  });
});
