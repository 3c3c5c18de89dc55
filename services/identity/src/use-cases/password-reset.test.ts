import { describe, expect, it } from '@jest/globals';
import { PASSWORD_RESET, RESET_CONFIRMATION } from '../domain/attempts.ts';
import { FREE_FAILURES } from '../domain/sign-in-lock.ts';
import { ada, testWorld, trace } from '../test-support/world.ts';
import { confirmPasswordReset } from './confirm-password-reset.ts';
import { refreshSession } from './refresh-session.ts';
import { requestPasswordReset } from './request-password-reset.ts';

const NEW_PASSWORD = 'a completely new one';
const invalidCode = { kind: 'rule-violated', code: 'identity.invalid-code' };

function world() {
  const base = testWorld();
  return {
    ...base,
    forget: (email = ada.email) => requestPasswordReset(base.deps)({ email }),
    reset: (code: string, password = NEW_PASSWORD, email = ada.email) =>
      confirmPasswordReset(base.deps)({ email, code, password, trace }),
  };
}

async function forgetful() {
  const made = world();
  await made.registerAndConfirm();
  await made.forget();
  return made;
}

describe('a password reset', () => {
  it('replaces the password, ends all sessions and tells the owner', async () => {
    const made = world();
    await made.registerAndConfirm();
    const before = await made.signIn();
    await expect(made.forget()).resolves.toBe('code-mailed');
    await made.reset(made.lastCode());

    await expect(made.signIn()).rejects.toMatchObject({ code: 'identity.invalid-credentials' });
    await expect(made.signIn(NEW_PASSWORD)).resolves.toMatchObject({ kind: 'session' });
    if (before.kind !== 'session') throw new Error('expected a session');
    await expect(refreshSession(made.deps)(before.session)).rejects.toMatchObject({
      code: 'identity.invalid-refresh-token',
    });
    expect(made.publishedTypes()).toEqual(['identity.user-registered.v1', 'identity.password-changed.v1']);
    expect(made.users.published.at(-1)?.detail.data).toMatchObject({ email: ada.email, name: ada.name });
  });

  it('lifts the lock after failed sign-ins', async () => {
    const made = await forgetful();
    for (let failure = 0; failure < FREE_FAILURES; failure += 1) {
      await expect(made.signIn('wrong password')).rejects.toMatchObject({ code: 'identity.invalid-credentials' });
    }
    await made.reset(made.lastCode());
    await expect(made.signIn(NEW_PASSWORD)).resolves.toMatchObject({ kind: 'session' });
  });

  it('takes a code once and for an hour', async () => {
    const made = await forgetful();
    const code = made.lastCode();
    await made.reset(code);
    await expect(made.reset(code)).rejects.toMatchObject(invalidCode);
    await made.forget();
    made.advance(3600);
    await expect(made.reset(made.lastCode())).rejects.toMatchObject(invalidCode);
  });

  it('refuses a weak password before the code is spent', async () => {
    const made = await forgetful();
    await expect(made.reset(made.lastCode(), 'short')).rejects.toMatchObject({ code: 'identity.weak-password' });
    await expect(made.reset(made.lastCode())).resolves.toBeUndefined();
  });

  it('mails nobody for an unknown or unproved address and refuses any code there', async () => {
    const made = world();
    await expect(made.forget('nobody@example.com')).resolves.toBe('nobody-mailed');
    await expect(made.reset('123456', NEW_PASSWORD, 'nobody@example.com')).rejects.toMatchObject(invalidCode);
    await made.register();
    await expect(made.forget()).resolves.toBe('nobody-mailed');
    await expect(made.reset(made.lastCode())).rejects.toMatchObject(invalidCode);
    expect(made.directory.codesFor(ada.email)).toHaveLength(1);
  });

  it('stops mailing after the limit of its window', async () => {
    const made = await forgetful();
    for (let request = 2; request <= PASSWORD_RESET.limit; request += 1) await made.forget();
    await expect(made.forget()).resolves.toBe('suppressed');
    expect(made.directory.codesFor(ada.email)).toHaveLength(1 + PASSWORD_RESET.limit);
  });

  it.each(['ada@example.com', 'nobody@example.com'])('stops guesses of the code for %s', async (email) => {
    const made = await forgetful();
    for (let guess = 0; guess < RESET_CONFIRMATION.limit; guess += 1) {
      await expect(made.reset('0000', NEW_PASSWORD, email)).rejects.toMatchObject(invalidCode);
    }
    await expect(made.reset(made.lastCode(), NEW_PASSWORD, email)).rejects.toMatchObject({
      code: 'identity.too-many-attempts',
    });
  });
});
