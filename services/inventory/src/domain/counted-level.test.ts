import { describe, expect, it } from '@jest/globals';
import { movementToCount } from './counted-level.ts';

const PLACE = { sku: 'A', locationId: 'leeds' };

describe('movementToCount', () => {
  it.each([
    ['opens the books of what was never counted', undefined, 7, { reason: 'initial', delta: 7 }],
    ['adds what was found', { available: 3, reserved: 2 }, 9, { reason: 'correction', delta: 4 }],
    ['takes what is missing', { available: 3, reserved: 2 }, 2, { reason: 'correction', delta: -3 }],
    ['leaves right books alone', { available: 3, reserved: 2 }, 5, undefined],
    ['never takes what is promised', { available: 3, reserved: 2 }, 1, 'below-reserved'],
    ['counts nothing as nothing', { available: 3, reserved: 0 }, 0, { reason: 'correction', delta: -3 }],
  ])('%s', (_, level, onHand, expected) => {
    expect(movementToCount({ ...PLACE, onHand }, level && { ...PLACE, ...level })).toEqual(expected);
  });
});
