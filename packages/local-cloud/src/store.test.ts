import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { temporaryDirectory } from './aws/running-apis.test-support.ts';
import { jsonColumn, openStore, StoreVersionError } from './store.ts';

const Row = z.object({ id: z.number(), tags: jsonColumn(z.array(z.string())) });

function openNotes() {
  const store = openStore();
  store.define('CREATE TABLE notes (id INTEGER PRIMARY KEY, tags TEXT NOT NULL)');
  return {
    store,
    insert: store.command('INSERT INTO notes VALUES (:id, :tags)'),
    all: store.query('SELECT * FROM notes ORDER BY id', Row),
  };
}

describe('the store', () => {
  it('reads rows by their schema, JSON columns parsed', () => {
    const { insert, all } = openNotes();
    expect(insert.run({ id: 1, tags: '["a"]' })).toBe(1);
    expect(all.all()).toEqual([{ id: 1, tags: ['a'] }]);
    expect(all.get()).toEqual({ id: 1, tags: ['a'] });
  });

  it('throws for a row of another shape instead of passing it on', () => {
    const { insert, all } = openNotes();
    insert.run({ id: 1, tags: '{"not":"a list"}' });
    expect(() => all.all()).toThrow(/expected/i);
  });

  it('takes back everything of a transaction that throws, inner ones included', () => {
    const { store, insert, all } = openNotes();
    const work = () =>
      store.transaction(() => {
        insert.run({ id: 1, tags: '[]' });
        store.transaction(() => insert.run({ id: 2, tags: '[]' }));
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect(all.all()).toEqual([]);
    expect(store.transaction(() => insert.run({ id: 3, tags: '[]' }))).toBe(1);
  });

  it('refuses data of another version and says what to do', async () => {
    const { directory, remove } = await temporaryDirectory();
    const path = join(directory, 'cloud.sqlite');
    const old = new DatabaseSync(path);
    old.exec('PRAGMA user_version = 999');
    old.close();
    expect(() => openStore({ path })).toThrow(StoreVersionError);
    expect(() => openStore({ path })).toThrow('npm run reset');
    await remove();
  });
});
