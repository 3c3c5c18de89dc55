import { describe, expect, it } from '@jest/globals';
import { claimCart as contract } from '@tradewind/contracts/carts/claim-cart';
import { newId } from '@tradewind/kernel';
import { hashCartToken } from '../domain/access.ts';
import { inMemoryDeps } from '../test-support/in-memory-deps.ts';
import { cartOf, emptyCart, sampleOffer } from '../test-support/samples.ts';
import { addCartItem } from './add-cart-item.ts';
import { claimCart } from './claim-cart.ts';
import { releaseCart } from './release-cart.ts';

const offer = sampleOffer({ prices: { GBP: 3000 } });
const userId = newId('usr');
const caller = { role: 'shopper', userId } as const;

async function withCart() {
  const deps = inMemoryDeps([offer]);
  const cart = cartOf([[offer, 2]], emptyCart({ owner: { userId } }));
  await deps.carts.create(cart);
  return { deps, cartId: cart.id };
}

describe('claiming a cart', () => {
  it('answers what its contract says', async () => {
    const { deps, cartId } = await withCart();
    const claimed = await claimCart(deps)({ orderId: newId('ord'), cartId, caller });
    expect(contract.response.parse(claimed)).toEqual(claimed);
    expect(claimed).toMatchObject({
      currency: 'GBP',
      items: [{ sku: 'MUG-BLUE', quantity: 2, unitPrice: { amount: 3000, currency: 'GBP' }, total: { amount: 6000 } }],
      totals: { subtotal: { amount: 6000 }, shipping: { amount: 0 }, tax: { amount: 1000 }, total: { amount: 6000 } },
    });
  });

  it('answers the same order the same, at the same version, after prices have changed', async () => {
    const { deps, cartId } = await withCart();
    const request = { orderId: newId('ord'), cartId, caller };
    const first = await claimCart(deps)(request);
    await deps.offers.record({ ...offer, version: 2, prices: { GBP: 1 } });
    expect(await claimCart(deps)(request)).toEqual(first);
    expect(await deps.carts.find(cartId)).toMatchObject({ version: 2 });
  });

  it('lets exactly one of 100 orders have the cart', async () => {
    const { deps, cartId } = await withCart();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => claimCart(deps)({ orderId: newId('ord'), cartId, caller })),
    );
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refusals).toHaveLength(99);
    expect(refusals).toEqual(
      refusals.map(() => expect.objectContaining({ code: 'carts.already-checked-out', kind: 'conflict' })),
    );
  });

  it('refuses the wrong total and leaves the cart open', async () => {
    const { deps, cartId } = await withCart();
    const expectedTotal = { amount: 5999, currency: 'GBP' } as const;
    await expect(claimCart(deps)({ orderId: newId('ord'), cartId, caller, expectedTotal })).rejects.toMatchObject({
      code: 'carts.total-changed',
    });
    expect(await deps.carts.find(cartId)).toMatchObject({ status: 'open', version: 1 });
  });

  it('knows a guest by the hash of the token', async () => {
    const deps = inMemoryDeps([offer]);
    const cart = cartOf([[offer, 1]], emptyCart({ owner: { tokenHash: hashCartToken('secret') } }));
    await deps.carts.create(cart);
    const claim = (cartTokenHash: string) =>
      claimCart(deps)({ orderId: newId('ord'), cartId: cart.id, caller: { role: 'guest', cartTokenHash } });
    await expect(claim(hashCartToken('guess'))).rejects.toMatchObject({ code: 'carts.cart-not-found' });
    expect((await claim(hashCartToken('secret'))).items).toHaveLength(1);
  });
});

describe('releasing a cart', () => {
  it('opens it again, and again does nothing', async () => {
    const { deps, cartId } = await withCart();
    const orderId = newId('ord');
    await claimCart(deps)({ orderId, cartId, caller });
    await releaseCart(deps)({ orderId, cartId });
    await releaseCart(deps)({ orderId, cartId });
    expect(await deps.carts.find(cartId)).toMatchObject({ status: 'open', version: 3 });
    await addCartItem(deps)({ cartId, caller, variantId: offer.variantId, quantity: 1 });
    expect((await claimCart(deps)({ orderId: newId('ord'), cartId, caller })).items[0]?.quantity).toBe(3);
  });

  it('wins over a claim of its order that was still on its way', async () => {
    const { deps, cartId } = await withCart();
    const orderId = newId('ord');
    await releaseCart(deps)({ orderId, cartId });
    await expect(claimCart(deps)({ orderId, cartId, caller })).rejects.toMatchObject({ code: 'carts.claim-released' });
  });

  it('has the last word whichever of the two is first', async () => {
    const { deps, cartId } = await withCart();
    const orderId = newId('ord');
    await Promise.allSettled([claimCart(deps)({ orderId, cartId, caller }), releaseCart(deps)({ orderId, cartId })]);
    expect(await deps.carts.find(cartId)).toMatchObject({ status: 'open', releasedOrders: [orderId] });
  });

  it('needs no cart', async () => {
    await expect(releaseCart(inMemoryDeps())({ orderId: newId('ord'), cartId: newId('crt') })).resolves.toBeUndefined();
  });

  it('reports any other failure', async () => {
    const { deps, cartId } = await withCart();
    const broken = { ...deps, carts: { ...deps.carts, find: () => Promise.reject(new Error('throttled')) } };
    await expect(releaseCart(broken)({ orderId: newId('ord'), cartId })).rejects.toThrow('throttled');
  });
});
