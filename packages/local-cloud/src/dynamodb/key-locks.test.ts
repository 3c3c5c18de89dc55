import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import { KeyLocks } from './key-locks.ts';

const keySets = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), {
  minLength: 1,
  maxLength: 30,
});

describe('KeyLocks', () => {
  it('never lets two holders of one key run at once, and lets everyone run', async () => {
    await fc.assert(
      fc.asyncProperty(keySets, async (sets) => {
        const locks = new KeyLocks();
        const held = new Set<string>();
        let done = 0;
        await Promise.all(
          sets.map((keys) =>
            locks.run(keys, async () => {
              for (const key of keys) {
                expect(held.has(key)).toBe(false);
                held.add(key);
              }
              await setImmediate();
              for (const key of keys) held.delete(key);
              done += 1;
            }),
          ),
        );
        expect(done).toBe(sets.length);
      }),
    );
  });

  it('runs holders of the same key in the order of asking', async () => {
    const locks = new KeyLocks();
    const order: number[] = [];
    await Promise.all(
      [0, 1, 2, 3].map((index) =>
        locks.run(['a'], async () => {
          await setImmediate();
          order.push(index);
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3]);
  });

  it('releases the keys of work that fails', async () => {
    const locks = new KeyLocks();
    const failing = locks.run(['a'], () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await locks.run(['a'], () => Promise.resolve('free'))).toBe('free');
  });

  it('runs exclusive work between all that came before and all that comes after', async () => {
    const locks = new KeyLocks();
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await setImmediate();
      events.push(`${name} ends`);
    };
    await Promise.all([
      locks.run(['a'], work('before')),
      locks.exclusive(work('exclusive')),
      locks.run(['b'], work('after')),
    ]);
    expect(events).toEqual([
      'before begins',
      'before ends',
      'exclusive begins',
      'exclusive ends',
      'after begins',
      'after ends',
    ]);
  });
});
