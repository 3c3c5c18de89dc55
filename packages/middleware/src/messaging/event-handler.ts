import type { EventDefinition } from '@tradewind/contracts/events/event';
import { invocationHandler, type InvocationHandler } from '../invocation/invocation.ts';
import { wired } from '../invocation/wired.ts';
import { deliver } from './deliver.ts';
import { on, type EventHandle, type Subscription, type SubscriptionOptions } from './event-bridge.ts';
import type { DeliveryOptions } from './queue-handler.ts';

/** Handles events that a rule hands straight to the function. A failure is Lambda's to retry. */
export function eventHandlers<Deps>(
  options: DeliveryOptions<Deps>,
  ...subscriptions: readonly Subscription<Deps>[]
): InvocationHandler<void> {
  const deps = wired(options.deps);
  return invocationHandler(
    (invocation) => deliver({ read: () => invocation.payload }, subscriptions, deps, invocation),
    deps,
  );
}

/** {@link eventHandlers} for a single event. */
export function eventHandler<Data, Deps>(
  definition: EventDefinition<Data>,
  options: DeliveryOptions<Deps> & SubscriptionOptions,
  handle: EventHandle<Data, Deps>,
): InvocationHandler<void> {
  return eventHandlers(options, on(definition, options, handle));
}
