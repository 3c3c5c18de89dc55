import { describe, expect, it } from '@jest/globals';
import { inMemoryErasures } from '../adapters/in-memory-erasures.ts';
import { ada, origin, testWorld, trace } from '../test-support/world.ts';
import { beginErasure } from './begin-erasure.ts';
import { deleteAccount } from './delete-account.ts';
import { eraseIdentity } from './erase-identity.ts';
import { getErasure } from './get-erasure.ts';

async function world() {
  const base = testWorld();
  await base.registerAndConfirm();
  const userId = (await base.users.findAccount(ada.email))?.userId ?? '';
  const deps = { ...base.deps, erasures: inMemoryErasures(base.users) };
  return { ...base, deps, userId };
}

describe('an erasure', () => {
  it('begins with the password, ends the account and says what it erased', async () => {
    const { deps, userId, users, signIn, publishedTypes } = await world();
    const begun = await deleteAccount(deps)({ userId, password: ada.password, trace });
    expect(begun).toMatchObject({ userId, status: 'in_progress', requestedBy: 'person' });
    expect(publishedTypes().at(-1)).toBe('identity.user-erased.v1');
    expect(await users.findUser(userId)).toMatchObject({ erasingSince: begun.requestedAt, version: 2 });

    await eraseIdentity(deps)({ eventId: 'evt_1', userId, email: ada.email });
    expect(publishedTypes()).not.toContain('identity.admin-action-recorded.v1');
    await expect(signIn()).rejects.toMatchObject({ code: 'identity.invalid-credentials' });
    expect(await users.findUser(userId)).toBeUndefined();
    expect(await users.findAccount(ada.email)).toBeUndefined();
    await expect(getErasure(deps)(userId, origin)).resolves.toMatchObject({
      parts: [
        { service: 'identity', erased: { account: 1 } },
        { service: 'orders', erasedAt: null },
        { service: 'carts', erasedAt: null },
      ],
    });
  });

  it('does not begin without the password', async () => {
    const { deps, userId, users } = await world();
    const attempt = deleteAccount(deps)({ userId, password: 'wrong password', trace });
    await expect(attempt).rejects.toMatchObject({ code: 'identity.invalid-credentials' });
    expect((await users.findUser(userId))?.erasingSince).toBeUndefined();
    await expect(getErasure(deps)(userId, origin)).rejects.toMatchObject({ code: 'identity.erasure-not-found' });
  });

  it('is decided once, under the version that was read', async () => {
    const { deps, userId, users } = await world();
    const erase = beginErasure(deps);
    const command = { userId, requestedBy: 'admin', trace: origin } as const;
    await expect(erase({ ...command, expectedVersion: 7 })).rejects.toMatchObject({ code: 'request.stale-version' });
    const first = await erase({ ...command, expectedVersion: 1 });
    await expect(erase({ ...command, expectedVersion: 1 })).resolves.toEqual(first);
    expect(users.published.filter(({ detailType }) => detailType === 'identity.user-erased.v1')).toHaveLength(1);
    const onRecord = users.published.filter(({ detailType }) => detailType === 'identity.admin-action-recorded.v1');
    expect(onRecord.map(({ detail }) => detail.data)).toEqual([
      {
        action: 'identity.user-deleted',
        kind: 'change',
        actor: origin.actor,
        target: { type: 'user', id: userId },
        before: { version: 1 },
        after: { version: 2, erasingSince: first.requestedAt },
        requestId: 'req-1',
      },
    ]);
    await expect(erase({ ...command, userId: 'usr_nobody' })).rejects.toMatchObject({
      code: 'identity.user-not-found',
    });
  });

  it('goes on where it was cut off, and may be repeated', async () => {
    const { deps, userId } = await world();
    await beginErasure(deps)({ userId, requestedBy: 'admin', trace: origin });
    const command = { eventId: 'evt_1', userId, email: ada.email };
    const record = () => Promise.reject(new Error('cut off'));
    const cutOff = eraseIdentity({ ...deps, erasures: { ...deps.erasures, record } });
    await expect(cutOff(command)).rejects.toThrow('cut off');
    await eraseIdentity(deps)(command);
    await eraseIdentity(deps)(command);
    const { parts } = await getErasure(deps)(userId, origin);
    expect(parts.find(({ service }) => service === 'identity')).toMatchObject({ erased: { account: 1 } });
  });

  it('leaves an address alone that somebody registered anew', async () => {
    const { deps, userId, users, registerAndConfirm } = await world();
    await beginErasure(deps)({ userId, requestedBy: 'admin', trace: origin });
    const command = { eventId: 'evt_1', userId, email: ada.email };
    await eraseIdentity(deps)(command);
    await registerAndConfirm();
    await eraseIdentity(deps)(command);
    expect(await users.findAccount(ada.email)).toMatchObject({ status: 'confirmed' });
  });
});
