import { Stream } from 'node:stream';
import type { Item, ValueRange, ValueSource } from './dynalite-types.ts';
import type { Section } from './storage.ts';

const PAGE = 100;

/**
 * Emits the values of a range as a stream would. The listeners run inside its own loop, so that what one of them
 * throws is reported to `onDefect` instead of ending the process. A legacy Stream by class, since dynalite listens
 * twice to any other emitter.
 */
export class LevelValueSource extends Stream implements ValueSource {
  #destroyed = false;

  constructor(section: Section<Item>, range: ValueRange, onDefect: (error: unknown) => void) {
    super();
    this.#emitAll(section, range).catch(onDefect);
  }

  destroy(): void {
    this.#destroyed = true;
  }

  async #emitAll(section: Section<Item>, range: ValueRange): Promise<void> {
    const values = section.values(range);
    try {
      let page = await values.nextv(PAGE);
      while (page.length > 0 && !this.#destroyed) {
        for (const value of page) if (!this.#destroyed) this.emit('data', value);
        page = this.#destroyed ? [] : await values.nextv(PAGE);
      }
    } finally {
      await values.close();
    }
    this.emit('end');
  }
}
