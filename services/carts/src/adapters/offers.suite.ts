import { expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import fc from 'fast-check';
import type { Offer } from '../domain/offer.ts';
import type { OfferReader, OfferRecorder } from '../domain/ports.ts';
import { sampleOffer } from '../test-support/samples.ts';

function withdrawn({ variantId, productId }: Offer, version: number): Offer {
  return { status: 'withdrawn', variantId, productId, version };
}

/** What every store of offers does; run against each adapter. */
export function offersSuite(store: () => OfferReader & OfferRecorder): void {
  async function found(variantId: string): Promise<Offer | undefined> {
    return (await store().find([variantId])).get(variantId);
  }

  it('finds the offers that are asked for and known, and only those', async () => {
    const [first, second, other] = [sampleOffer(), sampleOffer({ prices: { USD: 0 } }), sampleOffer()];
    for (const offer of [first, second, other]) await store().record(offer);
    const offers = await store().find([first.variantId, newId('var'), second.variantId]);
    expect([...offers.values()].toSorted((a, b) => a.variantId.localeCompare(b.variantId))).toEqual([first, second]);
  });

  it('finds more offers than one batch of DynamoDB holds', async () => {
    const offers = Array.from({ length: 120 }, () => sampleOffer());
    await Promise.all(offers.map((offer) => store().record(offer)));
    expect((await store().find(offers.map(({ variantId }) => variantId))).size).toBe(120);
  });

  it('replaces an offer by a later version', async () => {
    const offer = sampleOffer();
    const later = { ...offer, version: 2, name: 'Renamed', prices: { EUR: 1 } };
    expect(await store().record(offer)).toBe(true);
    expect(await store().record(later)).toBe(true);
    expect(await found(offer.variantId)).toEqual(later);
  });

  it('keeps the later version when an older one or the same one arrives again', async () => {
    const offer = sampleOffer({ version: 5 });
    await store().record(offer);
    expect(await store().record({ ...offer, version: 4, name: 'Old' })).toBe(false);
    expect(await store().record({ ...offer, name: 'Again' })).toBe(false);
    expect(await found(offer.variantId)).toEqual(offer);
  });

  it('never undoes a withdrawal by an older publication, even one that it had not seen', async () => {
    const offer = sampleOffer({ version: 7 });
    await store().record(withdrawn(offer, 8));
    expect(await store().record(offer)).toBe(false);
    expect(await found(offer.variantId)).toEqual(withdrawn(offer, 8));
  });

  it('puts a withdrawn variant on sale again with a later version', async () => {
    const offer = sampleOffer({ version: 9 });
    await store().record(withdrawn(offer, 8));
    expect(await store().record(offer)).toBe(true);
    expect(await found(offer.variantId)).toEqual(offer);
  });

  it('ends at the highest version, in whatever order and however often they arrive', async () => {
    const versions = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(versions, async (arrivals) => {
        const offer = sampleOffer();
        const at = (version: number) => (version % 2 === 0 ? withdrawn(offer, version) : { ...offer, version });
        for (const version of arrivals) await store().record(at(version));
        expect(await found(offer.variantId)).toEqual(at(Math.max(...arrivals)));
      }),
      { numRuns: 25 },
    );
  });
}
