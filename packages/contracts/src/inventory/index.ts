import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { InventoryAdminActionRecorded } from './admin-action-recorded.v1.ts';
import { adjustStock } from './adjust-stock.ts';
import { commitReservation } from './commit-reservation.ts';
import { lookUpStock } from './look-up-stock.ts';
import { getStock } from './get-stock.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';
import { StockAdjusted } from './stock-adjusted.v1.ts';

export const routes: readonly RouteDefinition[] = [getStock, adjustStock];
export const events: readonly EventDefinition[] = [InventoryAdminActionRecorded, StockAdjusted];
export const functions: readonly FunctionDefinition[] = [reserveStock, commitReservation, releaseStock, lookUpStock];
