import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { PaymentsAdminActionRecorded } from './admin-action-recorded.v1.ts';
import { authorizePayment } from './authorize-payment.ts';
import { getPayment } from './get-payment.ts';
import { voidPayment } from './void-payment.ts';

export const routes: readonly RouteDefinition[] = [getPayment];
export const events: readonly EventDefinition[] = [PaymentsAdminActionRecorded];
export const functions: readonly FunctionDefinition[] = [authorizePayment, voidPayment];
