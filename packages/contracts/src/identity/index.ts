import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';

export const routes: readonly RouteDefinition[] = [];
export const events: readonly EventDefinition[] = [];
export const functions: readonly FunctionDefinition[] = [];
