import { describe, expect, it } from '@jest/globals';
import { REGISTRATION } from '../domain/attempts.ts';
import { registerUser } from './register-user.ts';
import { ada, testWorld, trace } from '../test-support/world.ts';

describe('registering', () => {
  it('mails a code to a new address and keeps the request', async () => {
    const world = testWorld();
    await expect(world.register()).resolves.toBe('code-mailed');
    expect(world.directory.codesFor(ada.email)).toHaveLength(1);
    expect(await world.users.findAccount(ada.email)).toMatchObject({ status: 'pending', name: 'Ada Lovelace' });
    expect(world.publishedTypes()).toEqual([]);
  });

  it('mails a new code to an unconfirmed address', async () => {
    const world = testWorld();
    await world.register();
    await expect(world.register()).resolves.toBe('code-mailed');
    expect(world.directory.codesFor(ada.email)).toHaveLength(2);
  });

  it('lets nobody leave a password behind in an account that the owner confirms later', async () => {
    const world = testWorld();
    await world.register({ ...ada, name: 'Mallory', password: 'malicious password' });
    await world.registerAndConfirm();
    await expect(world.signIn('malicious password')).rejects.toMatchObject({ code: 'identity.invalid-credentials' });
    await expect(world.signIn()).resolves.toMatchObject({ kind: 'session' });
  });

  it('tells the owner of a confirmed address, mailing no code and changing nothing', async () => {
    const world = testWorld();
    await world.registerAndConfirm();
    const before = await world.users.findAccount(ada.email);
    await expect(world.register({ ...ada, name: 'Mallory', password: 'malicious password' })).resolves.toBe(
      'owner-notified',
    );
    expect(world.publishedTypes()).toEqual(['identity.user-registered.v1', 'identity.registration-attempted.v1']);
    expect(world.users.published.at(-1)?.detail.data).toEqual({
      userId: before?.userId,
      email: ada.email,
      name: 'Ada Lovelace',
    });
    expect(world.directory.codesFor(ada.email)).toHaveLength(1);
    expect(await world.users.findAccount(ada.email)).toEqual(before);
    await expect(world.signIn()).resolves.toMatchObject({ kind: 'session' });
  });

  it('stops mailing after the limit of its window, and resumes in the next', async () => {
    const world = testWorld();
    for (let attempt = 1; attempt <= REGISTRATION.limit; attempt += 1) await world.register();
    await expect(world.register()).resolves.toBe('suppressed');
    expect(world.directory.codesFor(ada.email)).toHaveLength(REGISTRATION.limit);
    world.advance(REGISTRATION.windowSeconds);
    await expect(world.register()).resolves.toBe('code-mailed');
  });

  it('refuses a weak password before anything is stored', async () => {
    const world = testWorld();
    await expect(world.register({ ...ada, password: 'short' })).rejects.toMatchObject({
      code: 'identity.weak-password',
      errors: [{ path: 'body.password', code: 'too_short' }],
    });
    expect(await world.users.findAccount(ada.email)).toBeUndefined();
    expect(world.directory.codesFor(ada.email)).toEqual([]);
  });

  it('is followed up by the next request when it died before the directory heard of it', async () => {
    const world = testWorld();
    const failing = registerUser({ ...world.deps, directory: { signUp: () => Promise.reject(new Error('cut off')) } });
    await expect(failing({ ...ada, trace })).rejects.toThrow('cut off');
    await world.registerAndConfirm();
    await expect(world.signIn()).resolves.toMatchObject({ kind: 'session' });
  });

  it('takes at least the same time whichever way it goes', async () => {
    const world = testWorld();
    const timed = registerUser({ ...world.deps, answerFloorMs: 40 });
    const started = performance.now();
    await timed({ ...ada, trace });
    expect(performance.now() - started).toBeGreaterThanOrEqual(39);
  });
});
