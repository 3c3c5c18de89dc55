import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EXPORTING_SERVICES, personalExport, type ExportPart } from './personal-export.ts';

const request = { exportId: 'exp_1', userId: 'usr_1', requestedAt: '2026-01-31T09:30:00.000Z' };

function partsOf(service: string, count: number): ExportPart[] {
  return Array.from({ length: count }, (_, part) => ({
    exportId: 'exp_1',
    userId: 'usr_1',
    service,
    part,
    last: part === count - 1,
    records: [{ number: part }],
  }));
}

describe('a copy of a person’s data', () => {
  it('is complete with the last missing part, whatever the order', () => {
    const all = EXPORTING_SERVICES.flatMap((service, index) => partsOf(service, index + 1));
    const complete = personalExport(request, all).data;
    expect(complete?.['orders']).toEqual([{ number: 0 }, { number: 1 }]);
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (some) => {
        const { data } = personalExport(request, some);
        expect(data).toEqual(some.length === all.length ? complete : undefined);
      }),
    );
  });

  it('is kept for a week', () => {
    expect(personalExport(request, []).expiresAt).toBe('2026-02-07T09:30:00.000Z');
  });
});
