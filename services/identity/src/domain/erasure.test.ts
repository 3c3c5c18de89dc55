import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ERASING_SERVICES, erasureReport, type ErasurePart, type ErasureRequest } from './erasure.ts';

const request: ErasureRequest = { userId: 'usr_1', requestedAt: '2026-01-31T09:30:00.000Z', requestedBy: 'person' };

function part(changes: Partial<ErasurePart> = {}): ErasurePart {
  return {
    userId: 'usr_1',
    service: 'orders',
    eventId: 'evt_1',
    erasedAt: '2026-01-31T09:31:00.000Z',
    erased: { orders: 2 },
    kept: ['amounts'],
    complete: true,
    ...changes,
  };
}

describe('the report of an erasure', () => {
  it('waits for every service', () => {
    expect(erasureReport(request, [part()])).toMatchObject({ status: 'in_progress' });
    const all = ERASING_SERVICES.map((service) => part({ service }));
    expect(erasureReport(request, all)).toMatchObject({ status: 'complete', userId: 'usr_1' });
  });

  it('adds up the attempts of a service, which is done with the last', () => {
    const first = part({ eventId: 'evt_0', erased: { orders: 3, addresses: 1 }, complete: false });
    const orders = (parts: readonly ErasurePart[]) =>
      erasureReport(request, parts).parts.find(({ service }) => service === 'orders');
    expect(orders([first])).toMatchObject({ erasedAt: null, erased: { orders: 3, addresses: 1 } });
    expect(orders([first, part()])).toEqual({
      service: 'orders',
      erasedAt: '2026-01-31T09:31:00.000Z',
      erased: { orders: 5, addresses: 1 },
      kept: ['amounts'],
    });
  });

  it('does not depend on the order in which answers came', () => {
    const parts = ERASING_SERVICES.map((service, index) => part({ service, eventId: `evt_${index}` }));
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
        expect(erasureReport(request, shuffled)).toEqual(erasureReport(request, parts));
      }),
    );
  });
});
