import { randomUUID } from 'node:crypto';
import type { Clock } from '@tradewind/kernel';
import type { UserDirectory } from '../domain/ports.ts';

const CODE_LIFE_MS = 24 * 3600 * 1000;
const RESET_CODE_LIFE_MS = 3600 * 1000;
const ACCESS_TOKEN_LIFE = 900;
const FIRST_CODE = 100_000;

interface Entry {
  readonly email: string;
  password: string;
  code: string;
  codeUntil: number;
  confirmed: boolean;
}

export interface InMemoryDirectory extends UserDirectory {
  /** The codes mailed to an address, oldest first. */
  codesFor(email: string): readonly string[];
}

/** Behaves as the user pool does, as far as the port goes; its tokens are opaque. */
export function inMemoryDirectory(clock: Clock): InMemoryDirectory {
  const entries = new Map<string, Entry>();
  const mailed: { readonly email: string; readonly code: string }[] = [];
  /** Whose each refresh token is. */
  const refreshTokens = new Map<string, string>();
  const session = (refreshToken: string) => ({
    accessToken: randomUUID(),
    refreshToken,
    expiresIn: ACCESS_TOKEN_LIFE,
  });

  return {
    codesFor: (email) => mailed.filter((mail) => mail.email === email).map(({ code }) => code),
    async signUp({ userId, email, password }) {
      if (entries.has(userId)) return;
      const code = String(FIRST_CODE + mailed.length);
      mailed.push({ email, code });
      entries.set(userId, {
        email,
        password,
        code,
        codeUntil: clock.now().getTime() + CODE_LIFE_MS,
        confirmed: false,
      });
    },
    async confirm(userId, code) {
      const entry = entries.get(userId);
      if (entry === undefined) return 'invalid-code';
      if (entry.confirmed) return 'confirmed';
      if (clock.now().getTime() >= entry.codeUntil) return 'code-expired';
      if (entry.code !== code) return 'invalid-code';
      entry.confirmed = true;
      entry.codeUntil = 0;
      return 'confirmed';
    },
    async signIn(userId, password) {
      const entry = entries.get(userId);
      if (entry === undefined || entry.password !== password) return { kind: 'rejected' };
      if (!entry.confirmed) return { kind: 'unconfirmed' };
      const refreshToken = randomUUID();
      refreshTokens.set(refreshToken, userId);
      return { kind: 'session', session: session(refreshToken) };
    },
    async forgotPassword(userId) {
      const entry = entries.get(userId);
      if (entry?.confirmed !== true) return;
      entry.code = String(FIRST_CODE + mailed.length);
      entry.codeUntil = clock.now().getTime() + RESET_CODE_LIFE_MS;
      mailed.push({ email: entry.email, code: entry.code });
    },
    async resetPassword(userId, code, password) {
      const entry = entries.get(userId);
      if (entry?.confirmed !== true || entry.code !== code || clock.now().getTime() >= entry.codeUntil) return false;
      entry.password = password;
      entry.codeUntil = 0;
      return true;
    },
    async signOutEverywhere(userId) {
      for (const [token, owner] of refreshTokens) if (owner === userId) refreshTokens.delete(token);
    },
    async deleteUser(userId) {
      entries.delete(userId);
      for (const [token, owner] of refreshTokens) if (owner === userId) refreshTokens.delete(token);
    },
    async refresh(refreshToken) {
      return refreshTokens.has(refreshToken) ? session(refreshToken) : undefined;
    },
    async revoke(refreshToken) {
      refreshTokens.delete(refreshToken);
    },
  };
}
