import { describe, expect, it } from '@jest/globals';
import { changed, userFrom } from './user.ts';

const user = userFrom(
  {
    status: 'pending',
    userId: 'usr_1',
    email: 'ada@example.com',
    name: 'Ada',
    requestedAt: '2026-01-01T00:00:00.000Z',
  },
  '2026-01-02T00:00:00.000Z',
);

describe('users', () => {
  it('begin at version 1', () => {
    expect(user).toEqual({
      id: 'usr_1',
      name: 'Ada',
      email: 'ada@example.com',
      version: 1,
      createdAt: '2026-01-02T00:00:00.000Z',
      updatedAt: '2026-01-02T00:00:00.000Z',
    });
  });

  it.each([[1], [undefined]])('change with expected version %s into the next version', (expectedVersion) => {
    const next = changed(user, { name: 'Ada King' }, expectedVersion, '2026-02-01T00:00:00.000Z');
    expect(next).toEqual({ ...user, name: 'Ada King', version: 2, updatedAt: '2026-02-01T00:00:00.000Z' });
  });

  it.each([0, 2, 99])('refuse a change that was made of version %i', (expectedVersion) => {
    expect(() => changed(user, { name: 'Ada King' }, expectedVersion, '2026-02-01T00:00:00.000Z')).toThrow(
      expect.objectContaining({ code: 'request.stale-version' }),
    );
  });
});
