import { SavedAddressView } from '@tradewind/contracts/identity/address-views';
import { UserView } from '@tradewind/contracts/identity/views';
import { ProductView } from '@tradewind/contracts/catalog/views';
import { randomUUID } from 'node:crypto';
import { request, type Call } from '../support/api.ts';
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
  readonly product: ProductView;
  readonly variantId: string;
  readonly sku: string;
}

const PASSWORD = 'Mutation-baseline-1';

/** Registers a user of its own; answers the address, confirmed unless told otherwise. */
export async function registerUser({ confirmed = true } = {}): Promise<{ email: string; password: string }> {
  const account = { email: `mutant-${randomUUID()}@example.com`, password: PASSWORD };
  await request('POST', '/v1/users', { body: { name: 'Mary Shelley', ...account } });
  if (confirmed) {
    const body = { email: account.email, code: await confirmationCode(account.email) };
    await request('POST', '/v1/users/confirmation', { body });
  }
  return account;
}

async function signedUpShopper(): Promise<World['shopper']> {
  const account = await registerUser();
  const { accessToken: token } = await shop.signIn(account);
  const { id } = UserView.parse((await request('GET', '/v1/users/me', { token })).body);
  return { ...account, id, token };
}

export async function productOfItsOwn(token: string): Promise<ProductView> {
  const sku = `MUT-${randomUUID()}`;
  const variants = [{ sku, prices: [{ amount: 1999, currency: 'GBP' }] }];
  const body = { name: `Mutant ${sku}`, category: 'mutants', variants };
  return ProductView.parse((await request('POST', '/v1/products', { token, key: sku, body })).body);
}

/** Sets the scene in the system under test. */
export async function createWorld(awsUrl: string): Promise<World> {
  const { accessToken: adminToken } = await shop.signIn(shop.ADMIN);
  const shopper = await signedUpShopper();
  const product = await productOfItsOwn(adminToken);
  const [variant] = product.variants;
  if (variant === undefined) throw new Error('The product has no variant.');
  const adjustment = { locationId: 'london', delta: 500, reason: 'initial' };
  const path = `/v1/stock/${variant.sku}/adjustments`;
  await request('POST', path, { token: adminToken, key: randomUUID(), body: adjustment });
  const { credentials: partner } = await issueKey(adminToken, 'internal');
  return { awsUrl, adminToken, partner, shopper, product, variantId: variant.id, sku: variant.sku };
}

export async function savedAddress(token: string): Promise<SavedAddressView> {
  const answer = await request('POST', '/v1/users/me/addresses', { token, body: shop.ADDRESS });
  return SavedAddressView.parse(answer.body);
}
