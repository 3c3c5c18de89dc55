import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import type { ProviderDirectory } from '../domain/provider-ports.ts';

/** What every adapter of the port `ProviderDirectory` has to do. */
export function providerDirectorySuite(name: string, make: () => ProviderDirectory): void {
  describe(`provider directory: ${name}`, () => {
    let directory: ProviderDirectory;
    let userId: string;
    let email: string;

    beforeEach(() => {
      directory = make();
      userId = newId('usr');
      email = `${userId.toLowerCase()}@example.com`;
    });

    it('knows nobody whom it has not admitted', async () => {
      await expect(directory.find(userId)).resolves.toBeUndefined();
      await expect(directory.link(userId, { provider: 'Google', subject: userId })).rejects.toThrow();
    });

    it('admits a user, also twice', async () => {
      await directory.admit(userId, email);
      await directory.admit(userId, email);
      await expect(directory.find(userId)).resolves.toEqual({ confirmed: true, secondFactor: false });
    });

    it('links an identity, once', async () => {
      const identity = { provider: 'Google', subject: userId };
      await directory.admit(userId, email);
      await expect(directory.link(userId, identity)).resolves.toBe('linked');
      await expect(directory.link(userId, identity)).resolves.toBe('already-linked');
    });
  });
}
