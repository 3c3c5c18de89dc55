import type { TraceContext } from '@tradewind/kernel';
import type { Logger } from '../logging/logger.ts';
import { invocationHandler, type InvocationHandler } from './invocation.ts';
import { wired } from './wired.ts';

export interface ScheduleContext<Deps> {
  readonly deps: Deps;
  /** Every run is the start of a trace. */
  readonly trace: TraceContext;
  readonly log: Logger;
}

/** Runs work on a schedule. What the schedule sends is not looked at. */
export function scheduleHandler<Deps>(
  options: { readonly deps: () => Deps | Promise<Deps> },
  run: (context: ScheduleContext<Deps>) => Promise<void>,
): InvocationHandler<void> {
  const deps = wired(options.deps);
  return invocationHandler(async ({ trace, log }) => run({ deps: await deps(), trace, log }), deps);
}
