import { describe, expect, it } from '@jest/globals';
import { assertDirection, type MovementReason } from './movement.ts';

describe('assertDirection', () => {
  it.each<[MovementReason, number]>([
    ['initial', 0],
    ['initial', 5],
    ['received', 1],
    ['returned', 1],
    ['correction', 3],
    ['correction', -3],
    ['damaged', -1],
    ['lost', -1],
  ])('lets %s change a level by %i', (reason, delta) => {
    expect(() => assertDirection(reason, delta)).not.toThrow();
  });

  it.each<[MovementReason, number]>([
    ['initial', -1],
    ['received', 0],
    ['received', -1],
    ['returned', -1],
    ['correction', 0],
    ['damaged', 0],
    ['damaged', 1],
    ['lost', 1],
  ])('refuses that %s changes a level by %i', (reason, delta) => {
    expect(() => assertDirection(reason, delta)).toThrow(
      expect.objectContaining({ kind: 'rule-violated', code: 'inventory.wrong-direction' }),
    );
  });
});
