import { describe, expect, it } from '@jest/globals';
import { money } from '@tradewind/kernel';
import { sampleOffer } from '../test-support/samples.ts';
import { quoteOf, requireQuote } from './offer.ts';

describe('an offer', () => {
  it('quotes the price of the currency', () => {
    const offer = sampleOffer();
    expect(quoteOf(offer, 'EUR')).toEqual({
      productId: offer.productId,
      sku: 'MUG-BLUE',
      name: 'Mug – Blue',
      unitPrice: money(1450, 'EUR'),
    });
  });

  it('quotes a price of zero', () => {
    expect(requireQuote(sampleOffer({ prices: { GBP: 0 } }), 'GBP').unitPrice).toEqual(money(0, 'GBP'));
  });

  it('says whether the variant or only the currency is missing', () => {
    const { variantId, productId } = sampleOffer();
    const unavailable = expect.objectContaining({ code: 'carts.variant-unavailable' });
    expect(() => requireQuote(undefined, 'GBP')).toThrow(unavailable);
    expect(() => requireQuote({ status: 'withdrawn', variantId, productId, version: 3 }, 'GBP')).toThrow(unavailable);
    expect(() => requireQuote(sampleOffer(), 'USD')).toThrow(
      expect.objectContaining({ code: 'carts.currency-unavailable' }),
    );
  });
});
