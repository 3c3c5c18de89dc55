import { setTimeout as delay } from 'node:timers/promises';
import { USER_POOL_ID } from '../cognito/pool.ts';
import type { InProcessClient } from '../in-process-client.ts';
import type { SeededAccount } from './accounts.ts';
import { SeedingError, type ShopClient } from './shop-client.ts';

const CODE_DEADLINE_MS = 20_000;
const CODE_STEP_MS = 50;

/** Makes sure that an account exists, by the ways that are open to everyone, and answers an access token of it. */
export async function seedAccount(shop: ShopClient, account: SeededAccount): Promise<string> {
  const { name, email, password } = account;
  const existing = await shop.signIn(email, password);
  if (existing !== undefined) return existing;
  await shop.register({ name, email, password });
  await confirm(shop, email);
  const token = await shop.signIn(email, password);
  if (token === undefined) throw new SeedingError(`${email} was confirmed, but may not sign in.`);
  return token;
}

/** Puts the user of a token into a group, which no API gives away. The group is in tokens that are issued from now on. */
export async function addToGroup(cognito: InProcessClient, accessToken: string, GroupName: string): Promise<void> {
  const claims: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
  if (typeof claims !== 'object' || claims === null || !('username' in claims)) {
    throw new SeedingError('The access token names no user.');
  }
  await cognito.run('AdminAddUserToGroup', { UserPoolId: USER_POOL_ID, Username: claims.username, GroupName });
}

async function confirm(shop: ShopClient, email: string): Promise<void> {
  const deadline = performance.now() + CODE_DEADLINE_MS;
  while (performance.now() < deadline) {
    const code = await shop.mailedCode(email);
    if (code !== undefined && (await shop.confirm(email, code))) return;
    await delay(CODE_STEP_MS);
  }
  throw new SeedingError(`No code for ${email} came into the mailbox.`);
}
