import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { FaultWindows } from '../domain/ports.ts';

const WINDOW_MS = 900_000;
const START = Date.UTC(2026, 0, 31, 9, 30);
const minutesLater = (minutes: number) => new Date(START + minutes * 60_000);

/** What every keeper of windows has to hold. */
export function faultWindowsSuite(open: () => FaultWindows): void {
  function fault() {
    const windows = open();
    const fingerprint = randomUUID();
    return {
      see: (batch: string, minute: number, count = 1) =>
        windows.see({ fingerprint, count, batch, at: minutesLater(minute) }, WINDOW_MS),
      told: (batch: string) => windows.told(fingerprint, batch),
    };
  }

  it('opens once in a quarter of an hour, and then says how many nobody was told of', async () => {
    const { see, told } = fault();
    expect(await see('a', 0, 2)).toEqual({ opened: true, untold: 0 });
    await told('a');
    expect(await see('b', 1, 5)).toEqual({ opened: false });
    expect(await see('c', 14.9)).toEqual({ opened: false });
    expect(await see('d', 15)).toEqual({ opened: true, untold: 6 });
  });

  it('opens again for the batch that could not tell of it, not for one that did', async () => {
    const { see, told } = fault();
    await see('a', 0);
    expect(await see('a', 1)).toEqual({ opened: true, untold: 0 });
    await told('a');
    expect(await see('a', 2)).toEqual({ opened: false });
  });

  it('does not forget what others counted before the batch could tell of it', async () => {
    const { see, told } = fault();
    await see('a', 0, 2);
    expect(await see('b', 1, 5)).toEqual({ opened: false });
    expect(await see('a', 2, 2)).toEqual({ opened: true, untold: 5 });
    await told('a');
    expect(await see('c', 17)).toEqual({ opened: true, untold: 0 });
  });

  it('does not take for told what no alert went out for', async () => {
    const { see, told } = fault();
    await see('a', 0, 2);
    expect(await see('b', 15, 3)).toEqual({ opened: true, untold: 2 });
    expect(await see('b', 16, 3)).toEqual({ opened: true, untold: 2 });
    await told('b');
    expect(await see('c', 32)).toEqual({ opened: true, untold: 0 });
  });

  it('takes no word of a batch that did not open it', async () => {
    const { see, told } = fault();
    await see('a', 0);
    await see('b', 1);
    await expect(told('b')).rejects.toThrow();
    expect(await see('a', 2)).toEqual({ opened: true, untold: 1 });
  });

  it('opens for one of many batches at a time', async () => {
    const { see } = fault();
    const openings = await Promise.all(['a', 'b', 'c', 'd'].map((batch) => see(batch, 0)));
    expect(openings.filter(({ opened }) => opened)).toHaveLength(1);
  });

  it('keeps faults apart', async () => {
    await fault().see('a', 0);
    expect(await fault().see('a', 0)).toEqual({ opened: true, untold: 0 });
  });
}
