import { describe, expect, it } from '@jest/globals';
import { delayAfter, FREE_FAILURES } from '../domain/sign-in-lock.ts';
import { confirmUser } from './confirm-user.ts';
import { deleteSession } from './delete-session.ts';
import { refreshSession } from './refresh-session.ts';
import { ada, testWorld, trace } from '../test-support/world.ts';

const refused = {
  kind: 'unauthenticated',
  code: 'identity.invalid-credentials',
  message: 'The email or the password is wrong.',
};

const locked = (retryAfter: number) => ({ kind: 'rate-limited', code: 'identity.too-many-attempts', retryAfter });

async function failUntilLocked(world: ReturnType<typeof testWorld>): Promise<void> {
  for (let failure = 0; failure < FREE_FAILURES; failure += 1) {
    await expect(world.signIn('wrong password')).rejects.toMatchObject(refused);
  }
}

async function signedIn() {
  const world = testWorld();
  await world.registerAndConfirm();
  const outcome = await world.signIn();
  if (outcome.kind !== 'session') throw new Error('expected a session');
  return { world, session: outcome.session };
}

describe('signing in', () => {
  it('gives tokens for the right password', async () => {
    const { session } = await signedIn();
    expect(session).toMatchObject({ expiresIn: 900 });
    expect(session.accessToken).not.toBe(session.refreshToken);
  });

  it('answers a wrong password, an unknown address and an unconfirmed one with a wrong password alike', async () => {
    const world = testWorld();
    await expect(world.signIn()).rejects.toMatchObject(refused);
    await world.register();
    await expect(world.signIn('wrong password')).rejects.toMatchObject(refused);
    await world.confirm(world.lastCode());
    await expect(world.signIn('wrong password')).rejects.toMatchObject(refused);
  });

  it('tells only who knows the password that the address is unconfirmed', async () => {
    const world = testWorld();
    await world.register();
    await expect(world.signIn()).rejects.toMatchObject({ kind: 'forbidden', code: 'identity.not-confirmed' });
  });

  it.each([
    ['a known', true],
    ['an unknown', false],
  ])('locks %s address for a time that grows with each further failure', async (_, known) => {
    const world = testWorld();
    if (known) await world.registerAndConfirm();
    await failUntilLocked(world);
    for (let failures = FREE_FAILURES; failures < FREE_FAILURES + 4; failures += 1) {
      await expect(world.signIn()).rejects.toMatchObject(locked(delayAfter(failures)));
      world.advance(delayAfter(failures) - 1);
      await expect(world.signIn()).rejects.toMatchObject(locked(1));
      world.advance(1);
      await expect(world.signIn('wrong password')).rejects.toMatchObject(refused);
    }
  });

  it('takes the right password after the lock, which starts over', async () => {
    const { world } = await signedIn();
    await failUntilLocked(world);
    world.advance(delayAfter(FREE_FAILURES));
    await expect(world.signIn()).resolves.toMatchObject({ kind: 'session' });
    await failUntilLocked(world);
    await expect(world.signIn()).rejects.toMatchObject(locked(delayAfter(FREE_FAILURES)));
  });

  it('locks one address and no other', async () => {
    const { world } = await signedIn();
    for (let failure = 0; failure < FREE_FAILURES; failure += 1) {
      await expect(world.signIn('wrong password', 'bob@example.com')).rejects.toMatchObject(refused);
    }
    await expect(world.signIn()).resolves.toMatchObject({ kind: 'session' });
  });

  it('does not count successes', async () => {
    const { world } = await signedIn();
    for (let attempt = 1; attempt <= FREE_FAILURES + 1; attempt += 1) await world.signIn();
    await expect(world.signIn()).resolves.toMatchObject({ kind: 'session' });
  });

  it('completes a registration whose completion was cut off', async () => {
    const world = testWorld();
    await world.register();
    const completeRegistration = () => Promise.reject(new Error('cut off'));
    const failing = confirmUser({ ...world.deps, users: { ...world.users, completeRegistration } });
    await expect(failing({ email: ada.email, code: world.lastCode(), trace })).rejects.toThrow('cut off');

    await expect(world.signIn()).resolves.toMatchObject({ kind: 'session' });
    expect(world.publishedTypes()).toEqual(['identity.user-registered.v1']);
    expect(await world.users.findAccount(ada.email)).toMatchObject({ status: 'confirmed' });
  });
});

describe('sessions', () => {
  it('are refreshed, keeping the refresh token', async () => {
    const { world, session } = await signedIn();
    const next = await refreshSession(world.deps)(session);
    expect(next.refreshToken).toBe(session.refreshToken);
    expect(next.accessToken).not.toBe(session.accessToken);
  });

  it('cannot be refreshed with anything else', async () => {
    const { world, session } = await signedIn();
    await expect(refreshSession(world.deps)({ refreshToken: session.accessToken })).rejects.toMatchObject({
      kind: 'unauthenticated',
      code: 'identity.invalid-refresh-token',
    });
  });

  it('end with signing out, which may be repeated', async () => {
    const { world, session } = await signedIn();
    await deleteSession(world.deps)(session);
    await expect(deleteSession(world.deps)(session)).resolves.toBeUndefined();
    await expect(refreshSession(world.deps)(session)).rejects.toMatchObject({ code: 'identity.invalid-refresh-token' });
  });

  it('of other devices outlive signing out', async () => {
    const { world, session } = await signedIn();
    const other = await world.signIn();
    await deleteSession(world.deps)(session);
    if (other.kind !== 'session') throw new Error('expected a session');
    await expect(refreshSession(world.deps)(other.session)).resolves.toBeDefined();
  });
});
