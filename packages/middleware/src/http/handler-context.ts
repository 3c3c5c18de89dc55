import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { Caller, TraceContext } from '@tradewind/kernel';
import type { Logger } from '../logging/logger.ts';
import type { RequestState, ValidInput } from './http-event.ts';

/** What the handler of a route works with. */
export interface HandlerContext<R extends RouteDefinition, Deps> extends ValidInput<R> {
  readonly deps: Deps;
  /** Who calls, as verified; a guest on public routes. */
  readonly caller: Caller;
  /** The version that `If-Match` demands; undefined without the header, with `*`, or where the route ignores it. */
  readonly ifMatch?: number;
  /** The client's key, for use cases whose own writes can be made idempotent by it. */
  readonly idempotencyKey?: string;
  /**
   * A ULID that a request shares with the retries that go on where it broke off; set with `idempotencyKey`. An entity
   * that is named by it cannot be made twice.
   */
  readonly operationId?: string;
  /** Goes into every event that the request causes. */
  readonly trace: TraceContext;
  readonly log: Logger;
}

/** What the middlewares have put together. Throws if validation did not run: a defect of the stack. */
export function handlerContext<R extends RouteDefinition, Deps>(
  { input, caller, ifMatch, idempotencyKey, operationId, trace, log }: RequestState<R>,
  deps: Deps,
): HandlerContext<R, Deps> {
  if (input === undefined) throw new Error('The request was not validated.');
  return {
    ...input,
    deps,
    caller,
    trace,
    log,
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(operationId === undefined ? {} : { operationId }),
  };
}
