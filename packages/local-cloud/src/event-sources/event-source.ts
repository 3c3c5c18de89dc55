/** Something that calls a function by itself: a queue, a stream, a schedule. */
export interface EventSource {
  start(): void;
  /** Takes up nothing new. */
  stop(): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** Whether it has work in hand right now. */
  busy(): boolean;
}
