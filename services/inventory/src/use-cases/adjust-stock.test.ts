import { describe, expect, it } from '@jest/globals';
import { inMemoryInventory } from '../adapters/in-memory-inventory.ts';
import { settableClock } from '../test-support/scenario.ts';
import { adjustStock } from './adjust-stock.ts';

const entry = {
  sku: 'TW-1',
  locationId: 'london',
  delta: 4,
  reason: 'received',
  note: 'Delivery 17',
} as const;
const origin = { requestId: 'req-1', correlationId: 'cor-1', actor: 'usr_1' };

describe('adjustStock', () => {
  it('enters the movement with its author and tells of it', async () => {
    const inventory = inMemoryInventory();
    const levels = await adjustStock({ levels: inventory.levels, clock: settableClock() })({ ...entry, origin });
    expect(levels).toEqual([{ sku: 'TW-1', locationId: 'london', available: 4, reserved: 0 }]);
    expect(inventory.movements).toEqual([
      { ...entry, movementId: expect.any(String), enteredBy: 'usr_1', enteredAt: '2026-01-31T09:30:00.000Z' },
    ]);
    expect(inventory.events).toEqual([
      expect.objectContaining({
        detailType: 'inventory.stock-adjusted.v1',
        detail: expect.objectContaining({
          correlationId: 'cor-1',
          data: { sku: 'TW-1', locationId: 'london', delta: 4, reason: 'received' },
        }),
      }),
      expect.objectContaining({
        detailType: 'inventory.admin-action-recorded.v1',
        detail: expect.objectContaining({
          data: {
            action: 'inventory.stock-adjusted',
            kind: 'change',
            actor: 'usr_1',
            target: { type: 'stock', id: 'TW-1' },
            before: null,
            after: {
              locationId: 'london',
              delta: 4,
              reason: 'received',
              movementId: inventory.movements[0]?.movementId,
            },
            requestId: 'req-1',
          },
        }),
      }),
    ]);
  });

  it('enters and tells nothing when the direction contradicts the reason', async () => {
    const inventory = inMemoryInventory();
    const adjust = adjustStock({ levels: inventory.levels, clock: settableClock() });
    await expect(adjust({ ...entry, delta: -4, origin })).rejects.toMatchObject({ code: 'inventory.wrong-direction' });
    expect([inventory.movements, inventory.events]).toEqual([[], []]);
  });
});
