import { describe, expect, it } from '@jest/globals';
import { fixedSecret } from '@tradewind/parameters/secrets';
import { inMemoryErasures } from '../adapters/in-memory-erasures.ts';
import { signedCursors } from '../adapters/signed-cursors.ts';
import { ada, origin, testWorld } from '../test-support/world.ts';
import { getErasure } from './get-erasure.ts';
import { getUser } from './get-user.ts';
import { listUsers } from './list-users.ts';

async function world() {
  const base = testWorld();
  await base.registerAndConfirm();
  const userId = (await base.users.findAccount(ada.email))?.userId ?? '';
  const deps = {
    ...base.deps,
    erasures: inMemoryErasures(base.users),
    cursors: signedCursors(fixedSecret('stage-secret')),
  };
  const onRecord = () =>
    base.users.published
      .filter(({ detailType }) => detailType === 'identity.admin-action-recorded.v1')
      .map(({ detail }) => detail.data);
  return { deps, userId, onRecord };
}

const access = { kind: 'access', actor: origin.actor, before: null, after: null, requestId: 'req-1' };

describe('an admin who reads of a person', () => {
  it('is on record with whom it was about, never with what was read or looked for', async () => {
    const { deps, userId, onRecord } = await world();
    await expect(getUser(deps)(userId, origin)).resolves.toMatchObject({ email: ada.email });
    const { users } = await listUsers(deps)({ limit: 10, email: 'ada@', origin });
    expect(users).toHaveLength(1);
    expect(onRecord()).toEqual([
      { ...access, action: 'identity.user-read', target: { type: 'user', id: userId } },
      {
        ...access,
        action: 'identity.users-listed',
        target: { type: 'user-list', id: 'users' },
        subjects: [userId],
      },
    ]);
    for (const secret of [ada.email, ada.name, 'ada@']) expect(JSON.stringify(onRecord())).not.toContain(secret);
  });

  it('leaves no record of somebody who is not there', async () => {
    const { deps, onRecord } = await world();
    await expect(getUser(deps)('usr_nobody', origin)).rejects.toMatchObject({ code: 'identity.user-not-found' });
    await expect(getErasure(deps)('usr_nobody', origin)).rejects.toMatchObject({ code: 'identity.erasure-not-found' });
    expect(onRecord()).toEqual([]);
  });

  it('sees nothing that could not be put on record', async () => {
    const { deps, userId } = await world();
    const users = { ...deps.users, announce: () => Promise.reject(new Error('The table is gone.')) };
    await expect(getUser({ ...deps, users })(userId, origin)).rejects.toThrow('The table is gone.');
    await expect(listUsers({ ...deps, users })({ limit: 10, origin })).rejects.toThrow('The table is gone.');
  });
});
