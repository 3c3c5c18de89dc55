import type { Clock } from '@tradewind/kernel';
import type { BusArrival } from '../console/event-flow.ts';
import type { BridgeEvent } from './bridge-event.ts';
import type { DeliveryTable } from './delivery-table.ts';
import type { RuleTable } from './rule-table.ts';
import { targetInput } from './target-input.ts';

export interface RoutingContext {
  readonly clock: Clock;
  readonly rules: RuleTable;
  readonly deliveries: DeliveryTable;
  /** Notes an accepted event and answers the trace header for its deliveries. */
  readonly onArrival?: ((arrival: BusArrival) => string) | undefined;
}

export interface Routing {
  readonly busName: string;
  /** ARNs of the rules that may have the event; every rule of the bus without. */
  readonly onlyRules?: readonly string[] | undefined;
  readonly entryHeader?: string | undefined;
  readonly callHeader?: string | undefined;
}

export type RouteEvent = (event: BridgeEvent, routing: Routing) => void;

/** Writes a delivery for every target of every rule that the event fits. */
export function routeEvent({ clock, rules, deliveries, onArrival }: RoutingContext): RouteEvent {
  return (event, { busName, onlyRules, entryHeader, callHeader }) => {
    const matching = rules.matching(busName, event).filter((rule) => onlyRules?.includes(rule.arn) ?? true);
    const ruleNames = matching.map((rule) => rule.name);
    const traceHeader = onArrival?.({ event, busName, ruleNames, entryHeader, callHeader }) ?? entryHeader ?? null;
    const now = clock.now().getTime();
    for (const rule of matching) {
      for (const target of rules.targets(rule.bus, rule.name)) {
        const payload = targetInput(target, event, rule.arn);
        deliveries.insert({ eventId: event.id, ruleArn: rule.arn, target, payload, traceHeader, now });
      }
    }
  };
}
