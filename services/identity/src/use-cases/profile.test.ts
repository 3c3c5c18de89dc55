import { describe, expect, it } from '@jest/globals';
import { getProfile } from './get-profile.ts';
import { ada, testWorld } from '../test-support/world.ts';
import { updateProfile } from './update-profile.ts';

async function registered() {
  const world = testWorld();
  await world.registerAndConfirm();
  const account = await world.users.findAccount(ada.email);
  return { world, userId: account?.userId };
}

describe('profiles', () => {
  it('are read by their owner', async () => {
    const { world, userId } = await registered();
    await expect(getProfile(world.deps)(userId)).resolves.toMatchObject({
      id: userId,
      name: 'Ada Lovelace',
      version: 1,
    });
  });

  it.each([['usr_01JAZ9TQ4B8ZK6Y3V1W5R7D9HF'], [undefined]])('do not exist for user %s', async (userId) => {
    const { world } = await registered();
    const notFound = { kind: 'not-found', code: 'identity.user-not-found' };
    await expect(getProfile(world.deps)(userId)).rejects.toMatchObject(notFound);
    const update = updateProfile(world.deps)({ userId, change: { name: 'X' }, expectedVersion: 1 });
    await expect(update).rejects.toMatchObject(notFound);
  });

  it('change by versions', async () => {
    const { world, userId } = await registered();
    world.advance(60);
    const update = updateProfile(world.deps);
    await expect(update({ userId, change: { name: 'Ada King' }, expectedVersion: 1 })).resolves.toMatchObject({
      name: 'Ada King',
      version: 2,
      updatedAt: '2026-01-31T09:31:00.000Z',
    });
    await expect(update({ userId, change: { name: 'Late' }, expectedVersion: 1 })).rejects.toMatchObject({
      kind: 'precondition-failed',
      code: 'request.stale-version',
    });
    await expect(getProfile(world.deps)(userId)).resolves.toMatchObject({ name: 'Ada King' });
  });
});
