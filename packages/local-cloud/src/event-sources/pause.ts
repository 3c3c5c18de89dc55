/** Waits that a stop or a signal ends early. */
export class Pause {
  #wake: (() => void) | undefined;
  #signalled = false;

  /** Ends the wait under way; when there is none, the next one ends at once, so that no signal is lost. */
  signal(): void {
    this.#signalled = true;
    this.#wake?.();
  }

  async wait(ms: number): Promise<void> {
    if (!this.#signalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#signalled = false;
  }
}
