import { describe, expect, it } from '@jest/globals';
import type { Books } from '@tradewind/invariants/books';
import { changing, NOW, soundBooks } from '@tradewind/invariants/sound-books.test-support';
import { checkInvariants } from './check-invariants.ts';

/** Answers one reading after the other, the last one again and again. */
function readings(...books: [Books, ...Books[]]) {
  let asked = 0;
  return {
    read: async () => {
      asked += 1;
      return books[Math.min(asked, books.length) - 1] ?? books[0];
    },
    asked: () => asked,
  };
}

const check = (books: ReturnType<typeof readings>) =>
  checkInvariants({ books, clock: { now: () => NOW }, betweenReadingsMs: 0 });

const sound = soundBooks();
const oversold: Books = { ...sound, levels: changing(sound.levels, 0, { available: 14 }) };
const parked: Books = { ...sound, orders: changing(sound.orders, 3, { status: 'parked' }) };

describe('checkInvariants', () => {
  it('reads sound books once and finds nothing', async () => {
    const books = readings(sound);
    expect(await check(books)).toMatchObject({ broken: [], parked: 0, orders: sound.orders.length });
    expect(books.asked()).toBe(1);
  });

  it('reports what stays broken in every reading', async () => {
    const books = readings(oversold);
    expect((await check(books)).broken).toMatchObject([{ invariant: 'stock.conserved' }]);
    expect(books.asked()).toBe(3);
  });

  it.each<[string, [Books, ...Books[]]]>([
    ['the second', [oversold, sound]],
    ['the third', [oversold, oversold, sound]],
  ])('forgets what %s reading does not see any more: a purchase was under way', async (_, seen) => {
    expect((await check(readings(...seen))).broken).toEqual([]);
  });

  it('counts parked orders apart from broken invariants', async () => {
    expect(await check(readings(parked))).toMatchObject({ broken: [], parked: 1 });
  });
});
