import type { ExecutionEvent, Outcome } from '../step-functions/engine.ts';
import { preciseNow } from './span.ts';
import type { OpenSpan, SpanCollector } from './span-collector.ts';

/** The spans of one execution of a state machine: itself, and each state that it enters. */
export class ExecutionSpans {
  readonly #spans: SpanCollector;
  readonly #execution: OpenSpan;
  readonly #states = new Map<string, OpenSpan>();

  constructor(spans: SpanCollector, execution: { machine: string; name: string; arn: string }, traceHeader?: string) {
    this.#spans = spans;
    this.#execution = spans.beginBelow(traceHeader, {
      kind: 'execution',
      name: execution.machine,
      attributes: { execution: execution.name, executionArn: execution.arn },
    });
  }

  /** For the task that this state runs. The interpreter may run it before it tells that the state was entered. */
  headerOf(state: string): string {
    return this.#stateOf(state, 'Task').header;
  }

  record(event: ExecutionEvent): void {
    switch (event.type) {
      case 'StateEntered':
        this.#stateOf(event.state.name, event.state.type, event.timestamp);
        return;
      case 'StateExited':
        this.#leave(event.state.name);
        return;
      case 'StateFailed':
        this.#leave(event.state.name, event.Error);
        return;
      case 'StateCaught':
        this.#states.get(event.state.name)?.set({ caught: true });
        return;
      case 'StateRetried':
        this.#states.get(event.state.name)?.set({ retried: true });
        return;
      default:
    }
  }

  end(outcome: Outcome): void {
    for (const state of this.#states.values()) state.end();
    const error = 'error' in outcome ? `${outcome.error}: ${outcome.cause}` : undefined;
    this.#execution.end({ error, attributes: { status: outcome.status } });
  }

  #stateOf(name: string, type: string, enteredAt = preciseNow()): OpenSpan {
    const known = this.#states.get(name);
    if (known !== undefined) return known;
    const start = Math.max(enteredAt, this.#execution.span.start);
    const open = this.#spans.beginBelow(this.#execution.header, { kind: 'state', name, start, attributes: { type } });
    this.#states.set(name, open);
    return open;
  }

  #leave(name: string, error?: string): void {
    this.#states.get(name)?.end({ error });
    this.#states.delete(name);
  }
}
