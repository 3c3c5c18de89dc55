import * as carts from './carts/index.ts';
import type { EventDefinition } from './events/event.ts';
import type { FunctionDefinition } from './functions/function.ts';
import type { RouteDefinition } from './http/route.ts';
import * as catalog from './catalog/index.ts';
import * as identity from './identity/index.ts';
import * as inventory from './inventory/index.ts';
import * as notifications from './notifications/index.ts';
import * as orders from './orders/index.ts';
import * as partner from './partner/index.ts';
import * as payments from './payments/index.ts';
import * as platform from './platform/index.ts';

const services = [platform, identity, catalog, inventory, carts, orders, payments, notifications, partner];

/** Every contract of every service: for OpenAPI, the checks and the tests. Handlers import single files instead. */
export const allRoutes: readonly RouteDefinition[] = services.flatMap(({ routes }) => routes);
export const allEvents: readonly EventDefinition[] = services.flatMap(({ events }) => events);
export const allFunctions: readonly FunctionDefinition[] = services.flatMap(({ functions }) => functions);
