import type { Clock } from '@tradewind/kernel';
import { jsonApi, type JsonApi } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { BusArrival } from '../console/event-flow.ts';
import { traceHeaderOf } from '../console/trace-aws-call.ts';
import type { Store } from '../store.ts';
import { DeliveryTable } from './delivery-table.ts';
import { Dispatcher, type DeadLetter, type Deliver } from './dispatcher.ts';
import { putEvents, PutEventsInput, type AcceptedEvent } from './put-events.ts';
import { ruleOperations } from './rule-operations.ts';
import { RuleTable } from './rule-table.ts';

export interface EventBridgeOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly deliver: Deliver;
  readonly deadLetter: DeadLetter;
  readonly onDropped?: (reason: string) => void;
  /** Notes an accepted event and answers the trace header for its deliveries. */
  readonly onArrival?: ((arrival: BusArrival) => string) | undefined;
}

export interface LocalEventBridge {
  readonly api: JsonApi;
  /** Begins to deliver; call it when the targets can be reached. Events are accepted before already. */
  start(): void;
  /** Hears of every accepted event with the rules that it matched. Answers how to stop listening. */
  onEvent(listener: (accepted: AcceptedEvent) => void): () => void;
  /** Deliveries that are accepted and not yet done. */
  pendingDeliveries(): number;
  close(): Promise<void>;
}

/** EventBridge buses and rules with durable delivery: an accepted event outlives the process until its targets took it. */
export function openEventBridge(options: EventBridgeOptions): LocalEventBridge {
  const { store, clock } = options;
  const rules = new RuleTable(store);
  const deliveries = new DeliveryTable(store);
  const dispatcher = new Dispatcher({ ...options, deliveries, onDropped: options.onDropped ?? (() => undefined) });
  const context = { store, clock, rules, deliveries, onArrival: options.onArrival };
  const listeners = new Set<(accepted: AcceptedEvent) => void>();

  return {
    api: jsonApi({
      signingName: 'events',
      protocol: '1.1',
      operations: {
        ...ruleOperations(rules),
        PutEvents: operation(PutEventsInput, (input, call) => {
          const { answer, accepted } = putEvents(context, input, traceHeaderOf(call));
          dispatcher.pump();
          for (const event of accepted) for (const listener of listeners) listener(event);
          return answer;
        }),
      },
    }),
    start: () => dispatcher.start(),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pendingDeliveries: () => deliveries.count(),
    close: () => dispatcher.close(),
  };
}
