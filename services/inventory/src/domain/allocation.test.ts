import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@tradewind/kernel';
import fc from 'fast-check';
import { allocate, MAX_ALLOCATIONS, sumDemand } from './allocation.ts';
import type { StockLevel } from './stock-level.ts';

const sku = fc.constantFrom('A', 'B', 'C', 'a');
const line = fc.record({ sku, quantity: fc.integer({ min: 1, max: 20 }) });
const level = fc.record({
  sku,
  locationId: fc.constantFrom('london', 'rotterdam', 'york'),
  available: fc.integer({ min: 0, max: 40 }),
  reserved: fc.integer({ min: 0, max: 40 }),
});
const levels = fc.uniqueArray(level, { selector: (one) => `${one.sku}@${one.locationId}` });

function at(locationId: string, available: number, of = 'A'): StockLevel {
  return { sku: of, locationId, available, reserved: 0 };
}

function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.code;
  }
}

describe('sumDemand', () => {
  it('keeps the total of every SKU and names each once, in order', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const demand = sumDemand(lines);
        const skus = demand.map((one) => one.sku);
        expect(skus).toEqual([...new Set(lines.map((one) => one.sku))].sort());
        for (const one of demand) {
          const asked = lines.filter((candidate) => candidate.sku === one.sku);
          expect(one.quantity).toBe(asked.reduce((total, { quantity }) => total + quantity, 0));
        }
      }),
    );
  });

  it('takes as many SKUs as a transaction has room for and refuses one more', () => {
    const lines = Array.from({ length: MAX_ALLOCATIONS }, (_, index) => ({ sku: `S-${index}`, quantity: 1 }));
    expect(sumDemand(lines)).toHaveLength(MAX_ALLOCATIONS);
    expect(() => sumDemand([...lines, { sku: 'one-more', quantity: 1 }])).toThrow(
      expect.objectContaining({ code: 'carts.too-many-lines' }),
    );
  });
});

describe('allocate', () => {
  it('takes the whole demand, each SKU from the first location that has all of it, or nothing', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), levels, (lines, stock) => {
        const demand = sumDemand(lines);
        const expected = demand.map((one) => ({
          ...one,
          locationId: stock
            .filter((candidate) => candidate.sku === one.sku && candidate.available >= one.quantity)
            .map(({ locationId }) => locationId)
            .sort()[0],
        }));
        const servable = expected.every(({ locationId }) => locationId !== undefined);
        expect(attempt(() => allocate(demand, stock))).toEqual(servable ? expected : 'inventory.insufficient-stock');
      }),
    );
  });

  it('prefers the first location by id that has all of it', () => {
    const stock = [at('york', 9), at('london', 2), at('rotterdam', 5)];
    expect(allocate([{ sku: 'A', quantity: 2 }], stock)).toEqual([{ sku: 'A', quantity: 2, locationId: 'london' }]);
    expect(allocate([{ sku: 'A', quantity: 3 }], stock)).toEqual([{ sku: 'A', quantity: 3, locationId: 'rotterdam' }]);
  });

  it('does not split a SKU over locations', () => {
    const stock = [at('london', 2), at('rotterdam', 2)];
    expect(() => allocate([{ sku: 'A', quantity: 3 }], stock)).toThrow('No location has enough of: A.');
  });

  it('names every SKU that falls short', () => {
    const demand = ['A', 'B', 'C'].map((one) => ({ sku: one, quantity: 1 }));
    expect(() => allocate(demand, [at('london', 5, 'B')])).toThrow('No location has enough of: A, C.');
  });
});
