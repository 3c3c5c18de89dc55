import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import type { PendingAccount } from '../domain/account.ts';
import type { OutgoingEvent, Users } from '../domain/ports.ts';
import { userFrom } from '../domain/user.ts';

const NOW = '2026-01-31T09:30:00.000Z';

export interface UsersUnderTest {
  readonly users: Users;
  /** The events in the outbox, in any order. */
  outbox(): Promise<readonly OutgoingEvent[]>;
}

function event(data: unknown): OutgoingEvent {
  const id = newId('evt');
  return {
    source: 'tradewind.identity',
    detailType: 'identity.user-registered.v1',
    detail: { id, occurredAt: NOW, correlationId: 'cor-1', causationId: 'req-1', data },
  };
}

/** What every adapter of the port `Users` has to do. Addresses are fresh per test, so that a store may be shared. */
export function usersSuite(name: string, make: () => Promise<UsersUnderTest>): void {
  describe(`users: ${name}`, () => {
    let adapter: UsersUnderTest;
    let email: string;

    const pending = (changes: Partial<PendingAccount> = {}): PendingAccount => ({
      status: 'pending',
      userId: newId('usr'),
      email,
      name: 'Ada Lovelace',
      requestedAt: NOW,
      ...changes,
    });
    const completion = (account: PendingAccount) => ({
      account: { status: 'confirmed', userId: account.userId, email, acceptedCode: 'digest' } as const,
      user: userFrom(account, NOW),
      event: event({ userId: account.userId }),
    });
    const eventsOf = async (userId: string) =>
      (await adapter.outbox()).filter(({ detail }) => JSON.stringify(detail.data) === JSON.stringify({ userId }));

    beforeEach(async () => {
      adapter = await make();
      email = `${newId('usr').toLowerCase()}@example.com`;
    });

    it('knows nothing of an address that nobody asked for', async () => {
      await expect(adapter.users.findAccount(email)).resolves.toBeUndefined();
      await expect(adapter.users.findUser(newId('usr'))).resolves.toBeUndefined();
    });

    it('gives an address to the latest unproved request, whatever the spelling', async () => {
      const latest = pending({ email: email.toUpperCase() });
      await adapter.users.claimAddress(pending());
      await expect(adapter.users.claimAddress(latest)).resolves.toEqual(latest);
      await expect(adapter.users.findAccount(email)).resolves.toEqual(latest);
    });

    it('completes a registration with profile and event', async () => {
      const account = pending();
      const registration = completion(account);
      await adapter.users.claimAddress(account);
      await expect(adapter.users.completeRegistration(registration)).resolves.toEqual(registration.account);
      await expect(adapter.users.findAccount(email)).resolves.toEqual(registration.account);
      await expect(adapter.users.findUser(account.userId)).resolves.toEqual(registration.user);
      await expect(eventsOf(account.userId)).resolves.toEqual([registration.event]);
    });

    it('completes a registration whose request has been forgotten meanwhile', async () => {
      const registration = completion(pending());
      await expect(adapter.users.completeRegistration(registration)).resolves.toEqual(registration.account);
    });

    it('keeps an acceptance without a code apart from one with', async () => {
      const { acceptedCode: _, ...account } = completion(pending()).account;
      await adapter.users.completeRegistration({ ...completion(pending()), account });
      await expect(adapter.users.findAccount(email)).resolves.toEqual(account);
    });

    it('changes nothing when a completion is repeated', async () => {
      const account = pending();
      await adapter.users.completeRegistration(completion(account));
      await adapter.users.saveUser({ ...userFrom(account, NOW), name: 'Ada King', version: 2 });
      await expect(adapter.users.completeRegistration(completion(account))).resolves.toMatchObject({
        userId: account.userId,
      });
      await expect(adapter.users.findUser(account.userId)).resolves.toMatchObject({ name: 'Ada King', version: 2 });
      await expect(eventsOf(account.userId)).resolves.toHaveLength(1);
    });

    it('lets one of two completions have the address', async () => {
      const [one, other] = [pending(), pending()];
      const holders = await Promise.all([
        adapter.users.completeRegistration(completion(one)),
        adapter.users.completeRegistration(completion(other)),
      ]);
      const winner = await adapter.users.findAccount(email);
      expect(holders.map(({ userId }) => userId)).toEqual([winner?.userId, winner?.userId]);
      const loser = winner?.userId === one.userId ? other : one;
      await expect(adapter.users.findUser(loser.userId)).resolves.toBeUndefined();
      await expect(eventsOf(loser.userId)).resolves.toEqual([]);
    });

    it('gives a confirmed address to nobody else', async () => {
      const registration = completion(pending());
      await adapter.users.completeRegistration(registration);
      await expect(adapter.users.claimAddress(pending({ name: 'Mallory' }))).resolves.toEqual(registration.account);
      await expect(adapter.users.findAccount(email)).resolves.toEqual(registration.account);
    });

    it('stores the next version of a user once', async () => {
      const account = pending();
      await adapter.users.completeRegistration(completion(account));
      const next = { ...userFrom(account, NOW), name: 'Ada King', version: 2 };
      await adapter.users.saveUser(next);
      await expect(adapter.users.saveUser({ ...next, name: 'Late' })).rejects.toMatchObject({
        code: 'request.stale-version',
      });
      await expect(adapter.users.findUser(account.userId)).resolves.toEqual(next);
    });

    it('stores no change of a user who does not exist', async () => {
      const user = { ...userFrom(pending(), NOW), version: 2 };
      await expect(adapter.users.saveUser(user)).rejects.toMatchObject({ code: 'request.stale-version' });
      await expect(adapter.users.findUser(user.id)).resolves.toBeUndefined();
    });

    it('lists users whose address begins with a text, page by page', async () => {
      const marker = newId('usr').toLowerCase();
      const addresses = ['c', 'a', 'b'].map((letter) => `${marker}-${letter}@example.com`);
      for (const address of addresses) {
        email = address;
        await adapter.users.completeRegistration(completion(pending()));
      }
      const first = await adapter.users.listByEmail(marker, { limit: 2 });
      const second = await adapter.users.listByEmail(marker, { limit: 2, after: first.next });
      expect([...first.users, ...second.users].map((user) => user.email)).toEqual(addresses.toSorted());
      expect(second.next).toBeUndefined();
      await expect(adapter.users.listByEmail(`${marker}-x`, { limit: 2 })).resolves.toEqual({
        users: [],
        next: undefined,
      });
    });

    it('announces an event by itself', async () => {
      const userId = newId('usr');
      const announced = event({ userId });
      await adapter.users.announce(announced);
      await expect(eventsOf(userId)).resolves.toEqual([announced]);
    });
  });
}
