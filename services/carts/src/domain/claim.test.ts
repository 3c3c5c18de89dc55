import { describe, expect, it } from '@jest/globals';
import { money, newId } from '@tradewind/kernel';
import { cartOf, emptyCart, NOW, offersOf, sampleOffer } from '../test-support/samples.ts';
import { claimCart, releaseCart } from './claim.ts';
import { priceCart } from './priced-cart.ts';

const LATER = '2026-03-01T11:00:00.000Z';
const orderId = newId('ord');

describe('claiming a cart', () => {
  it('locks it at the current prices, not at those it was filled at', () => {
    const offer = sampleOffer();
    const dearer = { ...offer, version: 2, prices: { GBP: 1300 } };
    const claimed = claimCart(cartOf([[offer, 2]]), { orderId, offers: offersOf(dearer), now: LATER });
    expect(claimed).toMatchObject({ status: 'claimed', orderId, updatedAt: LATER });
    expect(claimed.lines[0]?.quote.unitPrice).toEqual(money(1300, 'GBP'));
    expect(claimed.totals.subtotal).toEqual(money(2600, 'GBP'));
  });

  it('answers the same order the same cart, whatever has become of the offers', () => {
    const offer = sampleOffer();
    const claimed = claimCart(cartOf([[offer, 2]]), { orderId, offers: offersOf(offer), now: NOW });
    expect(claimCart(claimed, { orderId, offers: new Map(), expectedTotal: money(1, 'GBP'), now: LATER })).toBe(
      claimed,
    );
  });

  it('refuses a second order', () => {
    const offer = sampleOffer();
    const claimed = claimCart(cartOf([[offer, 1]]), { orderId, offers: offersOf(offer), now: NOW });
    expect(() => claimCart(claimed, { orderId: newId('ord'), offers: offersOf(offer), now: NOW })).toThrow(
      expect.objectContaining({ code: 'carts.already-checked-out' }),
    );
  });

  it('refuses an empty cart', () => {
    expect(() => claimCart(emptyCart(), { orderId, offers: new Map(), now: NOW })).toThrow(
      expect.objectContaining({ code: 'carts.empty', kind: 'rule-violated' }),
    );
  });

  it('accepts the expected total and refuses any other amount or currency', () => {
    const offer = sampleOffer({ prices: { GBP: 5000 } });
    const cart = cartOf([[offer, 1]]);
    const offers = offersOf(offer);
    expect(claimCart(cart, { orderId, offers, expectedTotal: money(5000, 'GBP'), now: NOW }).status).toBe('claimed');
    for (const expectedTotal of [money(4999, 'GBP'), money(5000, 'EUR')]) {
      expect(() => claimCart(cart, { orderId, offers, expectedTotal, now: NOW })).toThrow(
        expect.objectContaining({ code: 'carts.total-changed', kind: 'conflict' }),
      );
    }
  });

  it('refuses a cart with variants that are withdrawn, unknown or no longer priced in its currency, naming them', () => {
    const [withdrawn, unknown, unpriced, good] = [sampleOffer(), sampleOffer(), sampleOffer(), sampleOffer()];
    const cart = cartOf([
      [withdrawn, 1],
      [unknown, 1],
      [unpriced, 1],
      [good, 1],
    ]);
    const { variantId, productId } = withdrawn;
    const offers = offersOf(
      { status: 'withdrawn', variantId, productId, version: 2 },
      { ...unpriced, version: 2, prices: { EUR: 100 } },
      good,
    );
    const paths = cart.lines.slice(0, 3).map(({ id }) => ({ path: `items.${id}` }));
    expect(() => claimCart(cart, { orderId, offers, now: NOW })).toThrow(
      expect.objectContaining({
        code: 'carts.variant-unavailable',
        errors: paths.map((path) => expect.objectContaining(path)),
      }),
    );
  });
});

describe('releasing a cart', () => {
  const offer = sampleOffer();
  const offers = offersOf(offer);

  it('opens it again for changes and for another order', () => {
    const released = releaseCart(claimCart(cartOf([[offer, 1]]), { orderId, offers, now: NOW }), {
      orderId,
      now: LATER,
    });
    expect(released).toMatchObject({ status: 'open', updatedAt: LATER });
    expect(released).not.toHaveProperty('orderId');
    expect(claimCart(released, { orderId: newId('ord'), offers, now: LATER }).status).toBe('claimed');
  });

  it('refuses a claim of the same order that arrives late', () => {
    const released = releaseCart(cartOf([[offer, 1]]), { orderId, now: NOW });
    expect(released.status).toBe('open');
    expect(() => claimCart(released, { orderId, offers, now: LATER })).toThrow(
      expect.objectContaining({ code: 'carts.claim-released', kind: 'conflict' }),
    );
  });

  it('leaves the cart to the order that holds it', () => {
    const claimed = claimCart(cartOf([[offer, 1]]), { orderId, offers, now: NOW });
    expect(releaseCart(claimed, { orderId: newId('ord'), now: LATER })).toMatchObject({ status: 'claimed', orderId });
  });

  it('changes nothing the second time', () => {
    const released = releaseCart(cartOf([[offer, 1]]), { orderId, now: NOW });
    expect(releaseCart(released, { orderId, now: LATER })).toBe(released);
  });

  it('remembers a bounded number of orders', () => {
    let cart = releaseCart(cartOf([[offer, 1]]), { orderId, now: NOW });
    for (let index = 0; index < 20; index += 1) cart = releaseCart(cart, { orderId: newId('ord'), now: NOW });
    expect(cart.releasedOrders).toHaveLength(8);
  });
});

describe('pricing a cart', () => {
  it('follows the offers while it is open, and counts what is not for sale for nothing', () => {
    const [kept, gone] = [sampleOffer(), sampleOffer()];
    const cart = cartOf([
      [kept, 2],
      [gone, 3],
    ]);
    const priced = priceCart(cart, offersOf({ ...kept, name: 'Mug – Navy', prices: { GBP: 1100 } }));
    expect(priced.lines).toMatchObject([
      { available: true, quote: { name: 'Mug – Navy' }, total: { amount: 2200 } },
      { available: false, quote: { unitPrice: { amount: 1250 } }, total: { amount: 0 } },
    ]);
    expect(priced.totals).toMatchObject({ subtotal: { amount: 2200 }, total: { amount: 2595 } });
  });

  it('stands still once it is claimed', () => {
    const offer = sampleOffer();
    const claimed = claimCart(cartOf([[offer, 2]]), { orderId, offers: offersOf(offer), now: NOW });
    const dearer = offersOf({ ...offer, version: 2, prices: { GBP: 9999 } });
    expect(priceCart(claimed, dearer)).toEqual(priceCart(claimed, new Map()));
    expect(priceCart(claimed, dearer).totals).toEqual(claimed.totals);
  });
});
