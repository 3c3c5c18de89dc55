import { expect, it } from '@jest/globals';
import { money, newId } from '@tradewind/kernel';
import { claimCart, releaseCart } from '../domain/claim.ts';
import type { CartRepository } from '../domain/ports.ts';
import { cartOf, emptyCart, NOW, offersOf, sampleOffer } from '../test-support/samples.ts';

/** What every cart repository does; run against each adapter. */
export function cartRepositorySuite(repository: () => CartRepository): void {
  it('finds no cart that was never created', async () => {
    expect(await repository().find(newId('crt'))).toBeUndefined();
  });

  it('gives back what was created: empty, full, of a shopper, of a guest', async () => {
    const carts = [
      emptyCart(),
      emptyCart({ currency: 'EUR', owner: { tokenHash: 'a'.repeat(64) } }),
      cartOf([
        [sampleOffer(), 1],
        [sampleOffer({ name: 'Tëapot “☕”', sku: 'T-1' }), 999],
      ]),
    ];
    for (const cart of carts) {
      await repository().create(cart);
      expect(await repository().find(cart.id)).toEqual(cart);
    }
  });

  it('refuses to create the same cart twice', async () => {
    const cart = emptyCart();
    await repository().create(cart);
    await expect(repository().create(cart)).rejects.toBeInstanceOf(Error);
  });

  it('saves a change as the next version', async () => {
    const cart = emptyCart();
    await repository().create(cart);
    const saved = await repository().save(cartOf([[sampleOffer(), 2]], cart));
    expect(saved).toMatchObject({ version: 2, lines: [{ quantity: 2 }] });
    expect(await repository().find(cart.id)).toEqual(saved);
  });

  it('keeps a claim with its totals, and its release', async () => {
    const offer = sampleOffer();
    const cart = cartOf([[offer, 2]]);
    await repository().create(cart);
    const orderId = newId('ord');
    const claimed = await repository().save(claimCart(cart, { orderId, offers: offersOf(offer), now: NOW }));
    expect(claimed).toMatchObject({ status: 'claimed', orderId, totals: { subtotal: money(2500, 'GBP') } });
    expect(await repository().find(cart.id)).toEqual(claimed);
    const released = claimed && (await repository().save(releaseCart(claimed, { orderId, now: NOW })));
    expect(released).toMatchObject({ status: 'open', version: 3, releasedOrders: [orderId] });
    expect(await repository().find(cart.id)).toEqual(released);
  });

  it('refuses a change of a version that is no longer the last, and leaves the cart as it is', async () => {
    const cart = emptyCart();
    await repository().create(cart);
    const saved = await repository().save(cartOf([[sampleOffer(), 1]], cart));
    expect(await repository().save(cartOf([[sampleOffer(), 5]], cart))).toBeUndefined();
    expect(await repository().find(cart.id)).toEqual(saved);
  });

  it('refuses to save a cart that does not exist', async () => {
    const cart = emptyCart();
    expect(await repository().save(cart)).toBeUndefined();
    expect(await repository().find(cart.id)).toBeUndefined();
  });

  it('lets exactly one of many simultaneous changes through', async () => {
    const cart = emptyCart();
    await repository().create(cart);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => repository().save(cartOf([[sampleOffer(), 1]], cart))),
    );
    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
  });
}
