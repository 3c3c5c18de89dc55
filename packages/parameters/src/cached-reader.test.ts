import { describe, expect, it } from '@jest/globals';
import { cachedReader } from './cached-reader.ts';

function harness(answer: (name: string, reads: number) => Promise<string>) {
  const reads: string[] = [];
  let now = 0;
  const reader = cachedReader(
    (name) => {
      reads.push(name);
      return answer(name, reads.length);
    },
    { clock: { now: () => new Date(now) }, maxAgeMs: 1000, retryMs: 100 },
  );
  return { read: reader.get, newerThan: reader.newerThan, reads, advance: (ms: number) => (now += ms) };
}

describe('cachedReader', () => {
  it('reads a name once until its value is too old', async () => {
    const { read, reads, advance } = harness(async (name, count) => `${name} ${count}`);
    expect(await read('/a')).toBe('/a 1');
    advance(999);
    expect(await read('/a')).toBe('/a 1');
    advance(1);
    expect(await read('/a')).toBe('/a 2');
    expect(reads).toEqual(['/a', '/a']);
  });

  it('keeps names apart', async () => {
    const { read } = harness(async (name) => name);
    expect(await Promise.all([read('/a'), read('/b')])).toEqual(['/a', '/b']);
  });

  it('shares one read between callers that ask at the same time', async () => {
    const { read, reads } = harness(async () => 'secret');
    expect(await Promise.all(Array.from({ length: 20 }, () => read('/a')))).toEqual(Array(20).fill('secret'));
    expect(reads).toHaveLength(1);
  });

  it('fails every caller that shared a failed read, and reads again for the next', async () => {
    const { read, reads } = harness(async (_, count) => {
      if (count === 1) throw new Error('throttled');
      return 'secret';
    });
    const outcomes = await Promise.allSettled([read('/a'), read('/a')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await read('/a')).toBe('secret');
    expect(reads).toHaveLength(2);
  });

  it('does not let an old failure drop a newer value', async () => {
    let failFirst: (error: Error) => void = () => undefined;
    const { read, reads, advance } = harness((_, count) =>
      count === 1 ? new Promise((_resolve, reject) => (failFirst = reject)) : Promise.resolve('newer'),
    );
    const first = read('/a');
    advance(1000);
    expect(await read('/a')).toBe('newer');
    failFirst(new Error('late'));
    await expect(first).rejects.toThrow('late');
    expect(await read('/a')).toBe('newer');
    expect(reads).toHaveLength(2);
  });

  it('answers an old value while no newer one can be read, and tries again soon', async () => {
    const { read, reads, advance } = harness(async (_, count) => {
      if (count === 2) throw new Error('throttled');
      return `value ${count}`;
    });
    await read('/a');
    advance(1000);
    expect(await read('/a')).toBe('value 1');
    advance(99);
    expect(await read('/a')).toBe('value 1');
    expect(reads).toHaveLength(2);
    advance(1);
    expect(await read('/a')).toBe('value 3');
  });

  it('reads earlier for who needs a newer value', async () => {
    const { read, newerThan, advance } = harness(async (_, count) => `value ${count}`);
    await read('/a');
    advance(50);
    expect(await newerThan('/a', 51)).toBe('value 1');
    expect(await newerThan('/a', 50)).toBe('value 2');
    expect(await read('/a')).toBe('value 2');
  });
});
