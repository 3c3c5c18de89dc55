import { describe, expect, it } from '@jest/globals';
import { inMemoryProviderDirectory } from '../adapters/in-memory-provider-directory.ts';
import type { ProviderDirectory } from '../domain/provider-ports.ts';
import type { ProviderProfile } from '../domain/provider-profile.ts';
import { ada, testWorld, trace } from '../test-support/world.ts';
import { linkProvider } from './link-provider.ts';

const google = { provider: 'Google', subject: '1001' };
const apple = { provider: 'SignInWithApple', subject: '0001.ab.12' };
const profile: ProviderProfile = {
  identity: google,
  email: ada.email,
  emailVerified: true,
  name: 'Ada of Google',
};

/** The service with a pool that knows providers; `cutOff` makes its calls fail, as a function that dies would. */
function providerWorld() {
  const world = testWorld();
  const directory = inMemoryProviderDirectory();
  const cutOff = new Set<keyof ProviderDirectory>();
  const reached = (call: keyof ProviderDirectory) => {
    if (cutOff.has(call)) throw new Error(`cut off before ${call}`);
  };
  const deps = {
    ...world.deps,
    directory: {
      find: async (userId: string) => directory.find(userId),
      admit: async (userId: string, email: string) => {
        reached('admit');
        return directory.admit(userId, email);
      },
      link: async (userId: string, identity: typeof google) => {
        reached('link');
        return directory.link(userId, identity);
      },
    },
  };
  return {
    ...world,
    pool: directory,
    cutOff,
    arrive: (change: Partial<ProviderProfile> = {}) => linkProvider(deps)({ ...profile, ...change, trace }),
    /** Somebody with a password, as POST /v1/users leaves them. */
    async registered(secondFactor = false): Promise<string> {
      await world.registerAndConfirm();
      const userId = (await world.users.findAccount(ada.email))?.userId ?? '';
      directory.put(userId, { confirmed: true, secondFactor });
      return userId;
    },
  };
}

describe('signing in with a provider for the first time', () => {
  it('makes an account as a registration does, once', async () => {
    const world = providerWorld();
    const { userId, outcome } = await world.arrive();
    expect(outcome).toBe('registered');
    expect(world.pool.userOf(google)).toBe(userId);
    expect(await world.users.findUser(userId)).toMatchObject({ name: 'Ada of Google', email: ada.email, version: 1 });
    expect(await world.users.findAccount(ada.email)).toEqual({ status: 'confirmed', userId, email: ada.email });
    expect(world.users.published).toMatchObject([
      {
        detailType: 'identity.user-registered.v1',
        detail: { data: { userId, email: ada.email, name: 'Ada of Google' }, correlationId: trace.correlationId },
      },
    ]);
    await expect(world.arrive()).resolves.toEqual({ userId, outcome: 'unchanged' });
    expect(world.publishedTypes().filter((type) => type === 'identity.user-registered.v1')).toHaveLength(1);
  });

  it('leads into the account that the verified address belongs to, changes nothing of it and tells its owner', async () => {
    const world = providerWorld();
    const userId = await world.registered();
    await expect(world.arrive()).resolves.toEqual({ userId, outcome: 'linked' });
    expect(world.pool.userOf(google)).toBe(userId);
    expect(await world.users.findUser(userId)).toMatchObject({ name: ada.name, version: 1 });
    expect(world.publishedTypes()).toEqual(['identity.user-registered.v1', 'identity.provider-linked.v1']);
    expect(world.users.published.at(-1)?.detail.data).toEqual({
      userId,
      email: ada.email,
      name: ada.name,
      provider: 'Google',
    });
    await expect(world.signIn()).resolves.toMatchObject({ kind: 'session' });
  });

  it('leads into one account from several providers', async () => {
    const world = providerWorld();
    const { userId } = await world.arrive();
    await expect(world.arrive({ identity: apple, name: undefined })).resolves.toEqual({ userId, outcome: 'linked' });
    expect([world.pool.userOf(google), world.pool.userOf(apple)]).toEqual([userId, userId]);
  });

  it.each([
    ['the account of somebody else', true],
    ['a new account', false],
  ])('is refused with an unverified address, which opens %s in the same words', async (_, known) => {
    const world = providerWorld();
    if (known) await world.registered();
    const before = await world.users.findAccount(ada.email);
    const attempt = world.arrive({ emailVerified: false });
    await expect(attempt).rejects.toMatchObject({
      code: 'identity.provider-email-unverified',
      message: 'Google has not verified this email address. Verify it there, or register with a password.',
    });
    expect(await world.users.findAccount(ada.email)).toEqual(before);
    expect(world.pool.userOf(google)).toBeUndefined();
  });

  it('is refused without an address, by the name that people know the provider under', async () => {
    const world = providerWorld();
    await expect(world.arrive({ email: undefined, identity: apple })).rejects.toMatchObject({
      code: 'identity.provider-email-missing',
      message: 'Apple told no email address. Allow it to, or register with a password.',
    });
  });

  it('tells the owner rather twice than not at all', async () => {
    const world = providerWorld();
    await world.registered();
    world.cutOff.add('link');
    await expect(world.arrive()).rejects.toThrow(/cut off/);
    expect(world.publishedTypes().at(-1)).toBe('identity.provider-linked.v1');
  });

  it('is worth more than a registration that nobody proved, whose password opens nothing', async () => {
    const world = providerWorld();
    await world.register({ ...ada, name: 'Mallory', password: 'malicious password' });
    const code = world.lastCode();
    const { userId, outcome } = await world.arrive();
    expect(outcome).toBe('registered');
    expect(await world.users.findUser(userId)).toMatchObject({ name: 'Ada of Google' });
    await expect(world.signIn('malicious password')).rejects.toMatchObject({ code: 'identity.invalid-credentials' });
    await expect(world.confirm(code)).rejects.toMatchObject({ code: 'identity.invalid-code' });
    await expect(world.signIn('malicious password')).rejects.toMatchObject({ code: 'identity.invalid-credentials' });
    expect(await world.users.findAccount(ada.email)).toMatchObject({ userId });
  });

  it('does not do away with the second factor of an account', async () => {
    const world = providerWorld();
    await world.registered(true);
    await expect(world.arrive()).rejects.toMatchObject({ code: 'identity.second-factor-in-use' });
    expect(world.pool.userOf(google)).toBeUndefined();
  });

  it('is refused while the account is being erased', async () => {
    const world = providerWorld();
    const userId = await world.registered();
    const user = await world.users.findUser(userId);
    if (user !== undefined)
      await world.users.saveUser({ ...user, version: 2, erasingSince: '2026-01-31T09:30:00.000Z' });
    await expect(world.arrive()).rejects.toMatchObject({ code: 'identity.account-being-erased' });
    expect(world.pool.userOf(google)).toBeUndefined();
  });

  it('begins anew after an erasure', async () => {
    const world = providerWorld();
    const { userId } = await world.arrive();
    world.users.remove(userId, ada.email);
    const again = await world.arrive();
    expect(again.outcome).toBe('registered');
    expect(again.userId).not.toBe(userId);
  });

  it.each(['admit', 'link'] as const)('goes on where it was cut off before it could %s', async (call) => {
    const world = providerWorld();
    world.cutOff.add(call);
    await expect(world.arrive()).rejects.toThrow(/cut off/);
    world.cutOff.clear();
    const { userId, outcome } = await world.arrive();
    expect(outcome).toBe('linked');
    expect(world.pool.userOf(google)).toBe(userId);
    expect(await world.pool.find(userId)).toMatchObject({ confirmed: true });
    expect(world.publishedTypes().filter((type) => type === 'identity.user-registered.v1')).toHaveLength(1);
  });

  it('makes one account of two that come at once', async () => {
    const world = providerWorld();
    const [first, second] = await Promise.all([world.arrive(), world.arrive({ identity: apple })]);
    expect(first.userId).toBe(second.userId);
    expect(world.publishedTypes()).toHaveLength(1);
  });
});
