import { expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import type { BuyerDirectory } from '../domain/ports.ts';

export function buyerDirectorySuite(open: () => Promise<BuyerDirectory>): void {
  it('knows the address of a user who was remembered, and of no other', async () => {
    const directory = await open();
    const userId = newId('usr');
    await directory.remember(userId, 'ada@example.test');
    expect(await directory.emailOf(userId)).toBe('ada@example.test');
    expect(await directory.emailOf(newId('usr'))).toBeUndefined();
  });

  it('forgets a user, also one whom it does not know', async () => {
    const directory = await open();
    const userId = newId('usr');
    await directory.remember(userId, 'ada@example.test');
    await directory.forget(userId);
    await directory.forget(userId);
    expect(await directory.emailOf(userId)).toBeUndefined();
  });

  it('remembers the same user again', async () => {
    const directory = await open();
    const userId = newId('usr');
    await directory.remember(userId, 'ada@example.test');
    await directory.remember(userId, 'ada@example.test');
    expect(await directory.emailOf(userId)).toBe('ada@example.test');
  });
}
