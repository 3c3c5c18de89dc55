import type * as z from 'zod/mini';
import type { ServiceName } from '../http/route.ts';

/**
 * An internal operation that the checkout saga invokes as a Lambda by its deterministic name
 * `tradewind-<service>-<stage>-<name>`. The only calls between services that are not events.
 */
export interface FunctionDefinition<
  Request extends z.ZodMiniType = z.ZodMiniType,
  Response extends z.ZodMiniType = z.ZodMiniType,
> {
  readonly service: ServiceName;
  readonly name: string;
  readonly request: Request;
  readonly response: Response;
  /** Stable codes it may fail with; each becomes the Lambda's `errorType`, on which the state machine branches. */
  readonly errors: readonly string[];
}

export function defineFunction<Request extends z.ZodMiniType, Response extends z.ZodMiniType>(
  definition: FunctionDefinition<Request, Response>,
): FunctionDefinition<Request, Response> {
  return definition;
}
