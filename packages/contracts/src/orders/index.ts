import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { OrdersAdminActionRecorded } from './admin-action-recorded.v1.ts';
import { beginCompensation } from './begin-compensation.ts';
import { cancelOrder } from './cancel-order.ts';
import { confirmOrder } from './confirm-order.ts';
import { createCheckout } from './create-checkout.ts';
import { getOrder } from './get-order.ts';
import { listOrders } from './list-orders.ts';
import { OrderCancelled } from './order-cancelled.v1.ts';
import { OrderConfirmed } from './order-confirmed.v1.ts';
import { OrdersPersonErased } from './person-erased.v1.ts';
import { OrdersPersonExported } from './person-exported.v1.ts';
import { recordClaim } from './record-claim.ts';
import { recordReservation } from './record-reservation.ts';
import { resolveOrder } from './resolve-order.ts';
import { settleOrder } from './settle-order.ts';

export const routes: readonly RouteDefinition[] = [createCheckout, listOrders, getOrder, cancelOrder, resolveOrder];
export const events: readonly EventDefinition[] = [
  OrdersAdminActionRecorded,
  OrderConfirmed,
  OrderCancelled,
  OrdersPersonErased,
  OrdersPersonExported,
];
export const functions: readonly FunctionDefinition[] = [
  recordClaim,
  recordReservation,
  confirmOrder,
  beginCompensation,
  settleOrder,
];
