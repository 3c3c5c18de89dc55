import { EventFlow } from './event-flow.ts';
import { LogRing } from './log-ring.ts';
import { SpanCollector } from './span-collector.ts';

/** All that the console knows of what goes on: traces, events, log lines. In memory, bounded, forgotten at a restart. */
export class Observations {
  readonly spans: SpanCollector;
  readonly events: EventFlow;
  readonly logs: LogRing;
  readonly #listeners = new Set<() => void>();

  constructor() {
    const onChange = () => {
      for (const listener of this.#listeners) listener();
    };
    this.spans = new SpanCollector({ onChange });
    this.events = new EventFlow(this.spans);
    this.logs = new LogRing({ onChange });
  }

  /** Calls back at every change. Answers how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
