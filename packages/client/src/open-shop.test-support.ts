import { eventually, startTestCloud, type TestCloud } from '@tradewind/testing';
import { createClient } from './client.ts';
import { addCartItem, createCart } from './generated/carts.ts';
import { createProduct } from './generated/catalog.ts';
import type { Variant } from './generated/shared-types.ts';
import { confirmUser, getProfile, registerUser } from './generated/identity.ts';
import { adjustStock } from './generated/inventory.ts';
import type { Client } from './operation.ts';
import { signIn } from './session.ts';

const SERVICES = ['platform', 'identity', 'catalog', 'inventory', 'carts', 'orders', 'payments', 'notifications'];
const USER_POOL_ID = 'us-east-1_Local0001';

export const SHOPPER = { name: 'Ada Byron', email: 'shopper@tradewind.test', password: 'Tradewind-shopper-1' };
const ADMIN = { name: 'Grace Hopper', email: 'admin@tradewind.test', password: 'Tradewind-admin-1' };

export interface OpenShop {
  readonly cloud: TestCloud;
  /** A client of this shop for somebody who is not signed in. */
  visitor(): Client;
  /** One that is signed in as `SHOPPER`. */
  shopper(): Promise<Client>;
  readonly admin: Client;
  readonly variant: Variant;
}

/** Opens an account by the way that everyone takes, with the code from the mailbox. */
async function openAccount(cloud: TestCloud, client: Client, account: typeof SHOPPER): Promise<void> {
  await registerUser(client, { body: account });
  const code = await eventually(() => {
    const found = cloud.mailbox.list({ to: account.email }).flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []);
    if (found[0] === undefined) throw new Error(`No code was mailed to ${account.email}.`);
    return found[0];
  });
  await confirmUser(client, { body: { email: account.email, code } });
}

async function openAdmin(cloud: TestCloud, client: Client): Promise<void> {
  await openAccount(cloud, client, ADMIN);
  await signIn(client, ADMIN);
  const { data: profile } = await getProfile(client);
  const group = { UserPoolId: USER_POOL_ID, Username: profile.id, GroupName: 'admin' };
  await cloud.cognito.run('AdminAddUserToGroup', group);
  await signIn(client, ADMIN);
}

/** Publishes a product, gives it stock and waits until the carts know it. */
async function publish(admin: Client, sku: string): Promise<Variant> {
  const variants = [{ sku, prices: [{ amount: 1250, currency: 'GBP' as const }] }];
  const { data: product } = await createProduct(admin, { body: { name: 'A mug', category: 'mugs', variants } });
  const [variant] = product.variants;
  if (variant === undefined) throw new Error('The product has no variant.');
  await adjustStock(admin, { sku, body: { locationId: 'london', delta: 50, reason: 'initial' } });
  const { data: cart } = await createCart(admin, { body: { currency: 'GBP' } });
  await eventually(() => addCartItem(admin, { cartId: cart.id, body: { variantId: variant.id, quantity: 1 } }));
  return variant;
}

async function fill(cloud: TestCloud): Promise<OpenShop> {
  const visitor = (): Client => createClient({ baseUrl: cloud.url });
  const admin = visitor();
  await openAdmin(cloud, admin);
  await openAccount(cloud, visitor(), SHOPPER);
  return {
    cloud,
    visitor,
    async shopper() {
      const client = visitor();
      await signIn(client, SHOPPER);
      return client;
    },
    admin,
    variant: await publish(admin, 'MUG-1'),
  };
}

/** The whole of Tradewind on this machine, filled through the client: an admin, a shopper and a product in stock. */
export async function openShop(): Promise<OpenShop> {
  const cloud = await startTestCloud({ services: SERVICES, functions: true });
  try {
    return await fill(cloud);
  } catch (error) {
    await cloud.close();
    throw error;
  }
}
