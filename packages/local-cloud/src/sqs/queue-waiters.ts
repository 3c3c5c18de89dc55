/** The long polls that wait on a queue, woken when something may have become receivable. */
export class QueueWaiters {
  readonly #waiting = new Map<string, Set<() => void>>();
  #closed = false;

  /** Whether all waits are over for good. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves when the queue is woken, after `timeoutMs`, or when all are released at the end. */
  wait(queue: string, timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const waiters = this.#waiting.get(queue) ?? new Set();
      this.#waiting.set(queue, waiters);
      const done = () => {
        clearTimeout(timer);
        waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, timeoutMs));
      waiters.add(done);
    });
  }

  wake(queue: string): void {
    for (const done of this.#waiting.get(queue) ?? []) done();
  }

  /** Ends every wait; nobody should begin another one. */
  close(): void {
    this.#closed = true;
    for (const queue of this.#waiting.keys()) this.wake(queue);
  }
}
