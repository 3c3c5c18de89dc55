import { Stream } from 'node:stream';
import type { Item, ValueRange, ValueSource } from './dynalite-types.ts';
import type { Section } from './storage.ts';

/** Most readers stop after a page of some twenty: what is read ahead for nothing costs more than asking again. */
const FIRST_PAGE = 24;
const LONGEST_PAGE = 384;

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
    let size = FIRST_PAGE;
    try {
      let page = await values.nextv(size);
      while (page.length > 0 && !this.#destroyed) {
        for (const value of page) if (!this.#destroyed) this.emit('data', value);
        size = Math.min(size * 2, LONGEST_PAGE);
        page = this.#destroyed ? [] : await values.nextv(size);
      }
    } finally {
      await values.close();
    }
    this.emit('end');
  }
}
