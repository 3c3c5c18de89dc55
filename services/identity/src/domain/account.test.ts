import { describe, expect, it } from '@jest/globals';
import { codeDigest, pendingUntil, wasConfirmedWith, type ConfirmedAccount } from './account.ts';

const confirmed: ConfirmedAccount = {
  status: 'confirmed',
  userId: 'usr_1',
  email: 'ada@example.com',
  acceptedCode: codeDigest('usr_1', '123456'),
};

describe('accounts', () => {
  it('recognise the code that they were confirmed with, and no other', () => {
    expect(wasConfirmedWith(confirmed, '123456')).toBe(true);
    expect(wasConfirmedWith(confirmed, '123457')).toBe(false);
  });

  it('do not keep the code itself', () => {
    expect(JSON.stringify(confirmed)).not.toContain('123456');
  });

  it('recognise no code when they were completed without one', () => {
    const { acceptedCode: _, ...completedBySignIn } = confirmed;
    expect(wasConfirmedWith(completedBySignIn, '123456')).toBe(false);
  });

  it('are forgotten a week after an unproved request', () => {
    const requestedAt = '2026-01-01T00:00:00.000Z';
    const until = pendingUntil({ status: 'pending', userId: 'usr_1', email: 'a@b.c', name: 'A', requestedAt });
    expect(new Date(until * 1000).toISOString()).toBe('2026-01-08T00:00:00.000Z');
  });
});
