import { describe, expect, it } from '@jest/globals';
import { ItemCache } from './item-cache.ts';

const old = { name: { S: 'old' } };
const fresh = { name: { S: 'fresh' } };

describe('the cache of items', () => {
  it('keeps what was read and what was written', () => {
    const cache = new ItemCache();
    cache.reading()('read', old);
    cache.written([['written', fresh]]);
    expect([cache.get('read'), cache.get('written'), cache.get('other')]).toEqual([old, fresh, undefined]);
  });

  it('forgets what was deleted', () => {
    const cache = new ItemCache();
    cache.written([['a', old]]);
    cache.written([['a', undefined]]);
    expect(cache.get('a')).toBeUndefined();
  });

  it('keeps nothing of a read that a write may have overtaken', () => {
    const cache = new ItemCache();
    const keep = cache.reading();
    cache.written([['a', fresh]]);
    keep('a', old);
    expect(cache.get('a')).toBe(fresh);
    const keepDeleted = cache.reading();
    cache.written([['a', undefined]]);
    keepDeleted('a', fresh);
    expect(cache.get('a')).toBeUndefined();
  });

  it('lets the least recently used go', () => {
    const cache = new ItemCache({ maxItems: 2 });
    cache.written([
      ['a', old],
      ['b', old],
    ]);
    cache.get('a');
    cache.written([['c', old]]);
    expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
  });

  it('does not keep large items', () => {
    const cache = new ItemCache();
    cache.written([['a', { text: { S: 'x'.repeat(20_000) } }]]);
    expect(cache.get('a')).toBeUndefined();
  });
});
