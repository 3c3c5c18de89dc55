import type { Clock } from '@tradewind/kernel';
import type { SpanCollector } from '../console/span-collector.ts';
import type { FunctionRuntime } from '../functions/runtime.ts';
import type { SourceDoors } from '../iam/acting-for-function.ts';
import type { Store } from '../store.ts';
import type { CloudModel, FunctionEvent, FunctionModel } from '../templates/model.ts';
import type { EventSource } from './event-source.ts';
import { queueSource } from './queue-source.ts';
import { scheduleSource } from './schedule-source.ts';
import { StreamPositions } from './stream-positions.ts';
import { streamSource } from './stream-source.ts';

export interface EventSourceParts {
  readonly store: Store;
  readonly clock: Clock;
  /** What a source reaches of the cloud under the role of its function. */
  readonly doorsFor: (functionName: string) => SourceDoors;
  readonly onStreamRecord: (listener: (streamArn: string) => void) => () => void;
  readonly runtime: FunctionRuntime;
  readonly spans?: SpanCollector | undefined;
  readonly longestRetryMs?: number | undefined;
  readonly enqueueInvocation: (functionName: string, payload: unknown) => void;
  /** Told of failures of the cloud itself; those of functions are the functions' own affair. */
  readonly onError: (source: string, error: unknown) => void;
}

/** The event source mappings and schedules of all functions. */
export class EventSources {
  readonly #parts: EventSourceParts;
  readonly #positions: StreamPositions;
  #sources: EventSource[] = [];

  constructor(parts: EventSourceParts) {
    this.#parts = parts;
    this.#positions = new StreamPositions(parts.store);
  }

  start({ services }: CloudModel): void {
    const definitions = services.flatMap(({ functions }) => functions);
    this.#sources = definitions.flatMap((definition) =>
      definition.events.flatMap((event) => this.#sourceOf(definition, event) ?? []),
    );
    for (const source of this.#sources) source.start();
  }

  stop(): void {
    for (const source of this.#sources) source.stop();
  }

  /** Resolves when all are at rest after a stop. */
  async settled(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.settled()));
  }

  /** Whether any has work in hand. */
  get busy(): boolean {
    return this.#sources.some((source) => source.busy());
  }

  #sourceOf(definition: FunctionModel, event: FunctionEvent): EventSource | undefined {
    const functionName = definition.name;
    const parts = { ...this.#parts, ...this.#parts.doorsFor(functionName) };
    const onError = (error: unknown) => parts.onError(`${functionName} (${event.type})`, error);
    switch (event.type) {
      case 'sqs':
        return queueSource({ ...parts, event, functionName, onError });
      case 'stream':
        return streamSource({ ...parts, event, definition, positions: this.#positions, onError });
      case 'schedule':
        return scheduleSource({ ...parts, event, functionName, enqueue: parts.enqueueInvocation });
      case 'httpApi':
        return undefined;
    }
  }
}
