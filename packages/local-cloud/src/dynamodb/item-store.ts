import type { CommitLog, Commit } from './commit-log.ts';
import type { Item } from './dynalite-types.ts';
import type { KeyLocks } from './key-locks.ts';
import type { Storage } from './storage.ts';
import { placeKey, StoreView, type ItemPlace } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';

/** What a write needs besides its items. */
export interface WriteOptions extends Pick<Commit, 'identity'> {
  /** Keys to lock besides the items'. */
  readonly locks?: readonly string[];
}

/** Runs requests on the items: reads at one moment, writes under locks and committed as a whole. */
export class ItemStore {
  readonly #storage: Storage;
  readonly #tables: TableRegistry;
  readonly #locks: KeyLocks;
  readonly #commits: CommitLog;

  constructor(parts: { storage: Storage; tables: TableRegistry; locks: KeyLocks; commits: CommitLog }) {
    this.#storage = parts.storage;
    this.#tables = parts.tables;
    this.#locks = parts.locks;
    this.#commits = parts.commits;
  }

  /** The committed items at these places, read together; undefined where there is none. */
  async items(places: readonly ItemPlace[]): Promise<readonly (Item | undefined)[]> {
    return this.#storage.readItems(places.map(placeKey));
  }

  /** A view for reading. The given places are read together, as they were at one moment. */
  async read(places: readonly ItemPlace[] = []): Promise<StoreView> {
    if (places.length === 0) return new StoreView(this.#storage, this.#tables);
    const keys = places.map(placeKey);
    const items = await this.items(places);
    return new StoreView(this.#storage, this.#tables, new Map(keys.map((key, index) => [key, items[index]])));
  }

  /**
   * Runs `work` while nobody else writes these places and commits what it wrote, all or nothing; if it throws,
   * nothing. Resolves when the commit is written.
   */
  write<T>(
    places: readonly ItemPlace[],
    work: (view: StoreView) => Promise<T>,
    { locks = [], identity }: WriteOptions = {},
  ): Promise<T> {
    return this.#locks.run([...places.map(placeKey), ...locks], async () => {
      const view = await this.read(places);
      const answer = await work(view);
      const { operations, changes } = view;
      if (operations.length > 0 || changes.length > 0) {
        await this.#commits.commit({ operations, changes, ...(identity && { identity }) });
      }
      return answer;
    });
  }
}
