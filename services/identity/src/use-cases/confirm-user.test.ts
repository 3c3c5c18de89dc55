import { describe, expect, it } from '@jest/globals';
import { CONFIRMATION } from '../domain/attempts.ts';
import { confirmUser } from './confirm-user.ts';
import { ada, testWorld, trace } from '../test-support/world.ts';

const WRONG = '0000';

describe('confirming', () => {
  it('makes the request a user and says so once', async () => {
    const world = testWorld();
    await world.registerAndConfirm();
    const account = await world.users.findAccount(ada.email);
    expect(account?.status).toBe('confirmed');
    expect(await world.users.findUser(account?.userId ?? '')).toMatchObject({ name: 'Ada Lovelace', version: 1 });
    expect(world.users.published).toHaveLength(1);
    expect(world.users.published[0]?.detail).toMatchObject({
      correlationId: 'cor-1',
      causationId: 'req-1',
      data: { userId: account?.userId, email: ada.email, name: 'Ada Lovelace' },
    });
  });

  it('accepts the same code again without saying it again', async () => {
    const world = testWorld();
    await world.registerAndConfirm();
    await expect(world.confirm(world.lastCode())).resolves.toBeUndefined();
    expect(world.users.published).toHaveLength(1);
  });

  it('answers an unknown, an unconfirmed and a confirmed address alike for a wrong code', async () => {
    const world = testWorld();
    const refused = { kind: 'rule-violated', code: 'identity.invalid-code' };
    await expect(world.confirm(WRONG)).rejects.toMatchObject(refused);
    await world.register();
    await expect(world.confirm(WRONG)).rejects.toMatchObject(refused);
    await world.confirm(world.lastCode());
    await expect(world.confirm(WRONG)).rejects.toMatchObject(refused);
  });

  it('refuses the code of an earlier request for the address', async () => {
    const world = testWorld();
    await world.register();
    const earlier = world.lastCode();
    await world.register();
    await expect(world.confirm(earlier)).rejects.toMatchObject({ code: 'identity.invalid-code' });
    await expect(world.confirm(world.lastCode())).resolves.toBeUndefined();
  });

  it('refuses a code after its day', async () => {
    const world = testWorld();
    await world.register();
    world.advance(24 * 3600);
    await expect(world.confirm(world.lastCode())).rejects.toMatchObject({ code: 'identity.code-expired' });
  });

  it.each([
    ['an unconfirmed', true],
    ['an unknown', false],
  ])('stops guesses at %s address after the limit, also with the right code', async (_, registered) => {
    const world = testWorld();
    if (registered) await world.register();
    for (let attempt = 1; attempt <= CONFIRMATION.limit; attempt += 1) {
      await expect(world.confirm(WRONG)).rejects.toMatchObject({ code: 'identity.invalid-code' });
    }
    await expect(world.confirm(world.lastCode())).rejects.toMatchObject({
      kind: 'rate-limited',
      code: 'identity.too-many-attempts',
    });
  });

  it('is completed by the next call when it was cut off after the directory had confirmed', async () => {
    const world = testWorld();
    await world.register();
    const completeRegistration = () => Promise.reject(new Error('cut off'));
    const failing = confirmUser({ ...world.deps, users: { ...world.users, completeRegistration } });
    await expect(failing({ email: ada.email, code: world.lastCode(), trace })).rejects.toThrow('cut off');
    expect(world.users.published).toEqual([]);

    await world.confirm(world.lastCode());
    expect(world.publishedTypes()).toEqual(['identity.user-registered.v1']);
  });

  it('gives the address to one of two requests that are proved at the same time', async () => {
    const world = testWorld();
    await world.register();
    const [first, firstCode] = [await world.users.findAccount(ada.email), world.lastCode()];
    const late = confirmUser({
      ...world.deps,
      users: {
        ...world.users,
        findAccount: async () => first,
      },
    });
    await world.register();
    await world.confirm(world.lastCode());
    await expect(late({ email: ada.email, code: firstCode, trace })).rejects.toMatchObject({
      code: 'identity.invalid-code',
    });
    expect(world.users.published).toHaveLength(1);
  });
});
