import type { Item } from './dynalite-types.ts';
import { itemSize } from './item-size.ts';

const MAX_ITEMS = 2_000;
/** Larger ones are read anew each time, so that the cache stays within some 100 MB whatever is in the tables. */
const MAX_CACHED_BYTES = 16 * 1024;

/** The items that were read or written last, as they are on disk. Nobody changes an item that came from here. */
export class ItemCache {
  readonly #items = new Map<string, Item>();
  readonly #maxItems: number;
  #writes = 0;

  constructor({ maxItems = MAX_ITEMS }: { readonly maxItems?: number } = {}) {
    this.#maxItems = maxItems;
  }

  get(key: string): Item | undefined {
    const item = this.#items.get(key);
    if (item === undefined) return undefined;
    this.#items.delete(key);
    this.#items.set(key, item);
    return item;
  }

  /** Begins a read from the disk. Answers how to keep what was found, which is nothing if a write came in between. */
  reading(): (key: string, item: Item | undefined) => void {
    const writes = this.#writes;
    return (key, item) => {
      if (item !== undefined && writes === this.#writes) this.#keep(key, item);
    };
  }

  /** Takes over what a write has put onto the disk; undefined for an item that it deleted. */
  written(entries: readonly (readonly [key: string, item: Item | undefined])[]): void {
    this.#writes += 1;
    for (const [key, item] of entries) {
      this.#items.delete(key);
      if (item !== undefined) this.#keep(key, item);
    }
  }

  #keep(key: string, item: Item): void {
    if (itemSize(item) > MAX_CACHED_BYTES) return;
    this.#items.set(key, item);
    if (this.#items.size <= this.#maxItems) return;
    const [oldest] = this.#items.keys();
    if (oldest !== undefined) this.#items.delete(oldest);
  }
}
