/**
 * Mutual exclusion by key. Everyone takes a ticket on all keys at once and waits for those before, so that work on
 * overlapping keys runs in the order of asking and nobody can wait in a circle.
 */
export class KeyLocks {
  readonly #last = new Map<string, Promise<void>>();
  #lastExclusive: Promise<void> = Promise.resolve();

  /** Runs `work` while nobody else holds any of the keys. */
  run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = keys.flatMap((key) => this.#last.get(key) ?? []);
    const ticket = Promise.withResolvers<void>();
    for (const key of keys) this.#last.set(key, ticket.promise);
    return this.#runAfter([this.#lastExclusive, ...before], work, () => {
      for (const key of keys) if (this.#last.get(key) === ticket.promise) this.#last.delete(key);
      ticket.resolve();
    });
  }

  /** Runs `work` after all that is under way and before all that comes. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const before = [this.#lastExclusive, ...this.#last.values()];
    const ticket = Promise.withResolvers<void>();
    this.#lastExclusive = ticket.promise;
    return this.#runAfter(before, work, ticket.resolve);
  }

  async #runAfter<T>(before: readonly Promise<void>[], work: () => Promise<T>, release: () => void): Promise<T> {
    await Promise.all(before);
    try {
      return await work();
    } finally {
      release();
    }
  }
}
