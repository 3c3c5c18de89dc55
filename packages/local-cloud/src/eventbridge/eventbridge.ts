import type { Clock } from '@tradewind/kernel';
import { jsonApi, type JsonApi } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { BusArrival } from '../console/event-flow.ts';
import { traceHeaderOf } from '../console/trace-aws-call.ts';
import type { Store } from '../store.ts';
import { archiveOperations } from './archive-operations.ts';
import { ArchiveTable } from './archive-table.ts';
import { DeliveryTable } from './delivery-table.ts';
import { Dispatcher, type DeadLetter, type Deliver } from './dispatcher.ts';
import { putEvents, PutEventsInput } from './put-events.ts';
import { replayOperations } from './replay-operations.ts';
import { ReplayTable } from './replay-table.ts';
import { Replayer } from './replayer.ts';
import { routeEvent } from './route-event.ts';
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
  /** Forgets archived events that are older than their archive keeps. */
  sweepExpired(): void;
  /** Deliveries that are accepted and not yet done. */
  pendingDeliveries(): number;
  close(): Promise<void>;
}

/**
 * EventBridge buses, rules and archives with durable delivery: an accepted event outlives the process until its targets
 * took it, and a replay until its last event is on its way.
 */
export function openEventBridge(options: EventBridgeOptions): LocalEventBridge {
  const { store, clock } = options;
  const rules = new RuleTable(store);
  const archives = new ArchiveTable(store);
  const replays = new ReplayTable(store);
  const deliveries = new DeliveryTable(store);
  const dispatcher = new Dispatcher({ ...options, deliveries, onDropped: options.onDropped ?? (() => undefined) });
  const route = routeEvent({ clock, rules, deliveries, onArrival: options.onArrival });
  const replayer = new Replayer({ store, clock, archives, replays, route, onRouted: () => dispatcher.pump() });

  return {
    api: jsonApi({
      signingName: 'events',
      protocol: '1.1',
      operations: {
        ...ruleOperations(rules),
        ...archiveOperations({ archives, rules, clock }),
        ...replayOperations({ archives, rules, replays, clock, onStart: () => replayer.wake() }),
        PutEvents: operation(PutEventsInput, (input, call) => {
          const answer = putEvents({ store, clock, archives, route }, input, traceHeaderOf(call));
          dispatcher.pump();
          return answer;
        }),
      },
    }),
    start() {
      dispatcher.start();
      replayer.start();
    },
    sweepExpired: () => archives.expire(clock.now().getTime()),
    pendingDeliveries: () => deliveries.count(),
    async close() {
      replayer.close();
      await dispatcher.close();
    },
  };
}
