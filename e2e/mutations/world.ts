import {
  adjustStock,
  confirmUser,
  createAddress,
  createProduct,
  getProfile,
  registerUser as register,
  type Product,
  type SavedAddress,
} from '@tradewind/client';
import { randomUUID } from 'node:crypto';
import type { Call } from '../support/api.ts';
import { client } from '../support/client.ts';
import { confirmationCode } from '../support/mailbox.ts';
import { issueKey } from '../support/partners.ts';
import * as shop from '../support/shopping.ts';

/** Who and what the baselines talk about; made through the API. */
export interface World {
  readonly awsUrl: string;
  readonly adminToken: string;
  /** A key of the plan that no flood of mutations exhausts. */
  readonly partner: Pick<Call, 'headers'>;
  readonly shopper: { readonly id: string; readonly email: string; readonly password: string; readonly token: string };
  readonly product: Product;
  readonly variantId: string;
  readonly sku: string;
}

const PASSWORD = 'Mutation-baseline-1';

/** Registers a user of its own; answers the address, confirmed unless told otherwise. */
export async function registerUser({ confirmed = true } = {}): Promise<{ email: string; password: string }> {
  const account = { email: `mutant-${randomUUID()}@example.com`, password: PASSWORD };
  await register(client(), { body: { name: 'Mary Shelley', ...account } });
  if (confirmed) {
    const body = { email: account.email, code: await confirmationCode(account.email) };
    await confirmUser(client(), { body });
  }
  return account;
}

async function signedUpShopper(): Promise<World['shopper']> {
  const account = await registerUser();
  const { accessToken: token } = await shop.signIn(account);
  const { id } = (await getProfile(client({ token }))).data;
  return { ...account, id, token };
}

export async function productOfItsOwn(token: string): Promise<Product> {
  const sku = `MUT-${randomUUID()}`;
  const body = {
    name: `Mutant ${sku}`,
    category: 'mutants',
    variants: [{ sku, prices: [{ amount: 1999, currency: 'GBP' as const }] }],
  };
  return (await createProduct(client({ token }), { body })).data;
}

/** Sets the scene in the system under test. */
export async function createWorld(awsUrl: string): Promise<World> {
  const { accessToken: adminToken } = await shop.signIn(shop.ADMIN);
  const shopper = await signedUpShopper();
  const product = await productOfItsOwn(adminToken);
  const [variant] = product.variants;
  if (variant === undefined) throw new Error('The product has no variant.');
  await adjustStock(client({ token: adminToken }), {
    sku: variant.sku,
    body: { locationId: 'london', delta: 500, reason: 'initial' },
  });
  const { credentials: partner } = await issueKey(adminToken, 'internal');
  return { awsUrl, adminToken, partner, shopper, product, variantId: variant.id, sku: variant.sku };
}

export async function savedAddress(token: string): Promise<SavedAddress> {
  return (await createAddress(client({ token }), { body: shop.ADDRESS })).data;
}
