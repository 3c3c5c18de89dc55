import { watch, type FSWatcher } from 'chokidar';

export interface SourceWatcherOptions {
  readonly directories: readonly string[];
  /** Called with the files of one burst of changes; the next burst waits until it is done. */
  readonly onChange: (files: readonly string[]) => Promise<void>;
}

/** An editor writes several files, a branch switch hundreds: what comes within this time is one change. */
const SETTLE_MS = 80;
const IGNORED = /\/(?:node_modules|dist|coverage|\.[^/]+)(?:\/|$)|\.(?:test|int\.test|suite)\.ts$|~$/;

/** Watches source files and reports their changes in bursts. */
export class SourceWatcher {
  readonly #options: SourceWatcherOptions;
  readonly #watcher: FSWatcher;
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #handling: Promise<void> = Promise.resolve();

  constructor(options: SourceWatcherOptions) {
    this.#options = options;
    this.#watcher = watch([...options.directories], {
      ignoreInitial: true,
      ignored: (path) =>
        options.directories.some((root) => path.startsWith(root) && IGNORED.test(path.slice(root.length))),
    });
    this.#watcher.on('all', (event, path) => {
      if (event === 'addDir' || event === 'unlinkDir') return;
      this.#changed.add(path);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#report(), SETTLE_MS);
    });
  }

  /** Resolves when changes are seen from now on. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      this.#watcher.once('ready', () => resolve());
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#watcher.close();
    await this.#handling;
  }

  #report(): void {
    const files = [...this.#changed];
    this.#changed.clear();
    this.#handling = this.#handling.then(() => this.#options.onChange(files));
  }
}
