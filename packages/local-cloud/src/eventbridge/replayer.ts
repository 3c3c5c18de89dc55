import type { Clock } from '@tradewind/kernel';
import type { Store } from '../store.ts';
import type { ArchiveTable } from './archive-table.ts';
import { isActive, type Replay, type ReplayTable } from './replay-table.ts';
import type { RouteEvent } from './route-event.ts';

export interface ReplayerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly archives: ArchiveTable;
  readonly replays: ReplayTable;
  readonly route: RouteEvent;
  /** Told after each batch that there are deliveries to do. */
  readonly onRouted: () => void;
}

const BATCH = 100;

/**
 * Works through the replays, a batch of each in turn. A batch's deliveries and the place that it reached are one
 * transaction, so a replay goes on after `kill -9` where it was, and delivers no event twice.
 */
export class Replayer {
  readonly #options: ReplayerOptions;
  #next: NodeJS.Immediate | undefined;
  #running = false;

  constructor(options: ReplayerOptions) {
    this.#options = options;
  }

  /** Begins, first with what an earlier process left unfinished. */
  start(): void {
    this.#running = true;
    this.wake();
  }

  wake(): void {
    if (this.#running) this.#next ??= setImmediate(() => this.#turn());
  }

  close(): void {
    this.#running = false;
    clearImmediate(this.#next);
  }

  #turn(): void {
    this.#next = undefined;
    const { store, replays, onRouted } = this.#options;
    for (const replay of replays.all().filter(isActive)) store.transaction(() => replays.put(this.#advance(replay)));
    onRouted();
    if (replays.all().some(isActive)) this.wake();
  }

  #advance(replay: Replay): Replay {
    const { archives, clock, route } = this.#options;
    const ended_at = clock.now().getTime();
    if (replay.state === 'CANCELLING') return { ...replay, state: 'CANCELLED', ended_at };
    if (archives.archive(replay.archive) === undefined) {
      return { ...replay, state: 'FAILED', reason: 'The archive was deleted.', ended_at };
    }
    const position = { time: replay.last_time ?? replay.start_time, seq: replay.last_seq };
    const batch = archives.after(replay.archive, position, replay.end_time, BATCH);
    for (const { event } of batch) {
      route({ ...event, 'replay-name': replay.name }, { busName: replay.bus, onlyRules: replay.rules ?? undefined });
    }
    const last = batch.at(-1);
    if (last === undefined) return { ...replay, state: 'COMPLETED', ended_at };
    return { ...replay, state: 'RUNNING', last_time: last.time, last_seq: last.seq };
  }
}
