import { describe, expect, it } from '@jest/globals';
import { outboxWrite, type Item } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { buyerOf } from '../domain/access.ts';
import { CONTENT, orderIn } from '../test-support/sample-orders.ts';
import { orderConfirmed } from '../use-cases/order-events.ts';
import { toHead, toLinesRow } from './order-rows.ts';

/**
 * Bytes of an item as DynamoDB counts them: names and texts in UTF-8, numbers a byte per two digits and one more,
 * three bytes for a map or list and one for each of its members.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (Array.isArray(value)) return value.reduce((total, entry) => total + sizeOf(entry) + 1, 3);
  if (typeof value === 'object' && value !== null) return itemSize(value) + 3 + Object.keys(value).length;
  return value === undefined ? 0 : 1;
}

function itemSize(item: object): number {
  return Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .reduce((total, [name, value]) => total + Buffer.byteLength(name) + sizeOf(value), 0);
}

const units = (item: Item) => Math.ceil(itemSize(item) / 1024);

describe('the write units of a checkout of three SKUs', () => {
  const { placed, claimed, reserved, confirmed } = orderIn();
  const outboxRow = outboxWrite(orderConfirmed(confirmed, systemClock));
  if (!('put' in outboxRow)) throw new Error('The outbox writes by put.');
  const steps = {
    place: units(toHead(placed)) + 2,
    claim: units(toLinesRow(claimed.id, CONTENT)) + units(toHead(claimed)),
    reserve: units(toHead(reserved)),
    // Twice for the transaction, once for leaving the index of unsettled orders.
    confirm: 2 * units(toHead(confirmed)) + 2 * units(outboxRow.put) + 1,
    publish: units(outboxRow.put),
  };

  it('are at most 15, with both indexes and the outbox', () => {
    expect(steps).toEqual({ place: 3, claim: 2, reserve: 1, confirm: 7, publish: 2 });
    expect(Object.values(steps).reduce((total, step) => total + step, 0)).toBe(15);
  });

  it('leave the row that is written at every step a margin within its one unit', () => {
    expect(itemSize(toHead(reserved))).toBeLessThan(950);
    const guest = orderIn({ buyer: buyerOf({ role: 'guest', cartToken: 'cart-token-of-this-guest' }) });
    expect(itemSize(toHead(guest.reserved))).toBeLessThan(950);
  });
});
