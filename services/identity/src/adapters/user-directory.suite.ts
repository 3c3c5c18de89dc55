import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import type { UserDirectory } from '../domain/ports.ts';

const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'another good password';
const WRONG_CODE = '0000';

export interface DirectoryUnderTest {
  readonly directory: UserDirectory;
  /** The code that was mailed to the address last. */
  lastCode(email: string): Promise<string>;
}

/** What every adapter of the port `UserDirectory` has to do. */
export function userDirectorySuite(name: string, make: () => Promise<DirectoryUnderTest>): void {
  describe(`user directory: ${name}`, () => {
    let adapter: DirectoryUnderTest;
    let userId: string;
    let email: string;

    beforeEach(async () => {
      adapter = await make();
      userId = newId('usr');
      email = `${userId.toLowerCase()}@example.com`;
    });

    const signUp = (password = PASSWORD) => adapter.directory.signUp({ userId, email, password });
    const signUpAndConfirm = async () => {
      await signUp();
      await adapter.directory.confirm(userId, await adapter.lastCode(email));
    };
    const signIn = async () => {
      const outcome = await adapter.directory.signIn(userId, PASSWORD);
      if (outcome.kind !== 'session') throw new Error(`expected a session, got ${outcome.kind}`);
      return outcome.session;
    };

    it('confirms a user with the mailed code', async () => {
      await signUp();
      await expect(adapter.directory.confirm(userId, await adapter.lastCode(email))).resolves.toBe('confirmed');
    });

    it('says confirmed of a user who had been confirmed before', async () => {
      await signUpAndConfirm();
      await expect(adapter.directory.confirm(userId, WRONG_CODE)).resolves.toBe('confirmed');
    });

    it('refuses a wrong code, then still takes the right one', async () => {
      await signUp();
      await expect(adapter.directory.confirm(userId, WRONG_CODE)).resolves.toBe('invalid-code');
      await expect(adapter.directory.confirm(userId, await adapter.lastCode(email))).resolves.toBe('confirmed');
    });

    it('refuses any code of a user it does not know', async () => {
      await expect(adapter.directory.confirm(newId('usr'), '123456')).resolves.toBe('invalid-code');
    });

    it('leaves an existing user as it is when signed up again', async () => {
      await signUpAndConfirm();
      await expect(signUp('another password here')).resolves.toBeUndefined();
      await expect(signIn()).resolves.toBeDefined();
      await expect(adapter.directory.signIn(userId, 'another password here')).resolves.toEqual({ kind: 'rejected' });
    });

    it('lets several users have one address', async () => {
      await signUp();
      const first = await adapter.lastCode(email);
      const other = newId('usr');
      await adapter.directory.signUp({ userId: other, email, password: PASSWORD });
      await expect(adapter.directory.confirm(userId, first)).resolves.toBe('confirmed');
      await expect(adapter.directory.confirm(other, await adapter.lastCode(email))).resolves.toBe('confirmed');
    });

    it('gives a confirmed user tokens that live for the client’s quarter of an hour', async () => {
      await signUpAndConfirm();
      const session = await signIn();
      expect(session.expiresIn).toBe(900);
      expect(session.accessToken.length).toBeGreaterThan(20);
      expect(session.refreshToken).not.toBe(session.accessToken);
    });

    it('rejects a wrong password and an unknown user alike', async () => {
      await signUpAndConfirm();
      await expect(adapter.directory.signIn(userId, 'wrong password')).resolves.toEqual({ kind: 'rejected' });
      await expect(adapter.directory.signIn(newId('usr'), PASSWORD)).resolves.toEqual({ kind: 'rejected' });
    });

    it('says of an unconfirmed user so, but only to who knows the password', async () => {
      await signUp();
      await expect(adapter.directory.signIn(userId, PASSWORD)).resolves.toEqual({ kind: 'unconfirmed' });
      await expect(adapter.directory.signIn(userId, 'wrong password')).resolves.toEqual({ kind: 'rejected' });
    });

    it('takes a new password with the mailed code, once', async () => {
      await signUpAndConfirm();
      await adapter.directory.forgotPassword(userId);
      const code = await adapter.lastCode(email);
      await expect(adapter.directory.resetPassword(userId, WRONG_CODE, NEW_PASSWORD)).resolves.toBe(false);
      await expect(adapter.directory.resetPassword(userId, code, NEW_PASSWORD)).resolves.toBe(true);
      await expect(adapter.directory.resetPassword(userId, code, PASSWORD)).resolves.toBe(false);
      await expect(adapter.directory.signIn(userId, PASSWORD)).resolves.toEqual({ kind: 'rejected' });
      await expect(adapter.directory.signIn(userId, NEW_PASSWORD)).resolves.toMatchObject({ kind: 'session' });
    });

    it('has no new password for an unknown user, and says nothing about it', async () => {
      const nobody = newId('usr');
      await expect(adapter.directory.forgotPassword(nobody)).resolves.toBeUndefined();
      await expect(adapter.directory.resetPassword(nobody, '123456', NEW_PASSWORD)).resolves.toBe(false);
      await expect(adapter.directory.signOutEverywhere(nobody)).resolves.toBeUndefined();
    });

    it('has no new password for an unconfirmed user', async () => {
      await signUp();
      await adapter.directory.forgotPassword(userId);
      await expect(adapter.directory.resetPassword(userId, await adapter.lastCode(email), NEW_PASSWORD)).resolves.toBe(
        false,
      );
    });

    it('ends every session when signed out everywhere', async () => {
      await signUpAndConfirm();
      const sessions = [await signIn(), await signIn()];
      await adapter.directory.signOutEverywhere(userId);
      for (const { refreshToken } of sessions) {
        await expect(adapter.directory.refresh(refreshToken)).resolves.toBeUndefined();
      }
    });

    it('deletes a user with every session, which may be repeated', async () => {
      await signUpAndConfirm();
      const { refreshToken } = await signIn();
      await adapter.directory.deleteUser(userId);
      await adapter.directory.deleteUser(userId);
      await expect(adapter.directory.signIn(userId, PASSWORD)).resolves.toEqual({ kind: 'rejected' });
      await expect(adapter.directory.refresh(refreshToken)).resolves.toBeUndefined();
    });

    it('refreshes a session until its token is revoked', async () => {
      await signUpAndConfirm();
      const { refreshToken } = await signIn();
      await expect(adapter.directory.refresh(refreshToken)).resolves.toMatchObject({ refreshToken, expiresIn: 900 });
      await adapter.directory.revoke(refreshToken);
      await expect(adapter.directory.refresh(refreshToken)).resolves.toBeUndefined();
      await expect(adapter.directory.revoke(refreshToken)).resolves.toBeUndefined();
    });

    it('neither refreshes nor minds revoking a token that is none', async () => {
      await expect(adapter.directory.refresh('not-a-token')).resolves.toBeUndefined();
      await expect(adapter.directory.revoke('not-a-token')).resolves.toBeUndefined();
    });
  });
}
