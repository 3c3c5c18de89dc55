import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { inMemoryDeps, type InMemoryDeps } from '../test-support/in-memory-deps.ts';
import { cartOf, emptyCart, sampleOffer } from '../test-support/samples.ts';
import { addCartItem } from './add-cart-item.ts';
import { changeCartItem } from './change-cart-item.ts';
import { claimCart } from './claim-cart.ts';
import { removeCartItem } from './remove-cart-item.ts';

const offer = sampleOffer();
const other = sampleOffer({ sku: 'POT', name: 'Pot', prices: { GBP: 4000 } });
const userId = newId('usr');
const caller = { role: 'shopper', userId } as const;

async function withCart(quantity?: number): Promise<{ deps: InMemoryDeps; cartId: string; itemId: string }> {
  const deps = inMemoryDeps([offer, other]);
  const empty = emptyCart({ owner: { userId } });
  const cart = quantity === undefined ? empty : cartOf([[offer, quantity]], empty);
  await deps.carts.create(cart);
  return { deps, cartId: cart.id, itemId: cart.lines[0]?.id ?? newId('itm') };
}

describe('adding an item', () => {
  it('answers the whole cart, priced, as its next version', async () => {
    const { deps, cartId } = await withCart(1);
    const { cart, lines, totals } = await addCartItem(deps)({
      cartId,
      caller,
      variantId: other.variantId,
      quantity: 1,
    });
    expect(cart.version).toBe(2);
    expect(lines.map(({ total }) => total.amount)).toEqual([1250, 4000]);
    expect(totals.total.amount).toBe(5250);
  });

  it('refuses an unknown variant, a withdrawn one and one without a price in the cart’s currency', async () => {
    const { deps, cartId } = await withCart();
    const add = (variantId: string) => addCartItem(deps)({ cartId, caller, variantId, quantity: 1 });
    const gone = sampleOffer();
    const euroOnly = sampleOffer({ prices: { EUR: 1 } });
    await deps.offers.record({ ...gone, status: 'withdrawn' });
    await deps.offers.record(euroOnly);
    await expect(add(newId('var'))).rejects.toMatchObject({ code: 'carts.variant-unavailable', kind: 'rule-violated' });
    await expect(add(gone.variantId)).rejects.toMatchObject({ code: 'carts.variant-unavailable' });
    await expect(add(euroOnly.variantId)).rejects.toMatchObject({ code: 'carts.currency-unavailable' });
    expect(await deps.carts.find(cartId)).toMatchObject({ version: 1, lines: [] });
  });

  it('loses none of the units that many add at once', async () => {
    const { deps, cartId } = await withCart();
    await Promise.all(
      Array.from({ length: 10 }, () => addCartItem(deps)({ cartId, caller, variantId: offer.variantId, quantity: 2 })),
    );
    expect(await deps.carts.find(cartId)).toMatchObject({ version: 11, lines: [{ quantity: 20 }] });
  });

  it('lets one of many through that all demand the same version, and tells the others', async () => {
    const { deps, cartId } = await withCart();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        addCartItem(deps)({ cartId, caller, ifMatch: 1, variantId: offer.variantId, quantity: 1 }),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(9);
    for (const refusal of refused) {
      expect(refusal).toMatchObject({ reason: { code: 'request.stale-version', kind: 'precondition-failed' } });
    }
    expect(await deps.carts.find(cartId)).toMatchObject({ version: 2, lines: [{ quantity: 1 }] });
  });

  it('gives up with a hint when the cart never stands still', async () => {
    const { deps, cartId } = await withCart();
    const restless = { ...deps, carts: { ...deps.carts, save: () => Promise.resolve(undefined) } };
    await expect(
      addCartItem(restless)({ cartId, caller, variantId: offer.variantId, quantity: 1 }),
    ).rejects.toMatchObject({ code: 'carts.busy', kind: 'unavailable', retryAfter: 1 });
  });
});

describe('changing and removing an item', () => {
  it('sets the quantity', async () => {
    const { deps, cartId, itemId } = await withCart(1);
    const { cart, totals } = await changeCartItem(deps)({ cartId, itemId, caller, ifMatch: 1, quantity: 4 });
    expect(cart.version).toBe(2);
    expect(totals.subtotal.amount).toBe(5000);
  });

  it('writes nothing for the quantity that is there', async () => {
    const { deps, cartId, itemId } = await withCart(4);
    expect((await changeCartItem(deps)({ cartId, itemId, caller, quantity: 4 })).cart.version).toBe(1);
  });

  it('removes the line and its money', async () => {
    const { deps, cartId, itemId } = await withCart(4);
    const { lines, totals } = await removeCartItem(deps)({ cartId, itemId, caller });
    expect(lines).toEqual([]);
    expect(totals.total.amount).toBe(0);
  });

  it('refuses a stale version before anything else about the item', async () => {
    const { deps, cartId } = await withCart(1);
    const stale = { code: 'request.stale-version' };
    const itemId = newId('itm');
    await expect(changeCartItem(deps)({ cartId, itemId, caller, ifMatch: 9, quantity: 1 })).rejects.toMatchObject(
      stale,
    );
    await expect(removeCartItem(deps)({ cartId, itemId, caller, ifMatch: 9 })).rejects.toMatchObject(stale);
  });

  it('hides another shopper’s cart, whatever version is demanded', async () => {
    const { deps, cartId, itemId } = await withCart(1);
    const stranger = { role: 'shopper', userId: newId('usr') } as const;
    const hidden = { code: 'carts.cart-not-found' };
    await expect(removeCartItem(deps)({ cartId, itemId, caller: stranger, ifMatch: 9 })).rejects.toMatchObject(hidden);
    await expect(changeCartItem(deps)({ cartId, itemId, caller: stranger, quantity: 2 })).rejects.toMatchObject(hidden);
    expect(await deps.carts.find(cartId)).toMatchObject({ version: 1 });
  });

  it('refuses a cart that an order holds', async () => {
    const { deps, cartId, itemId } = await withCart(1);
    await claimCart(deps)({ orderId: newId('ord'), cartId, caller });
    await expect(removeCartItem(deps)({ cartId, itemId, caller })).rejects.toMatchObject({
      code: 'carts.already-checked-out',
      kind: 'conflict',
    });
  });
});
