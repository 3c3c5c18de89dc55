import { openTable, type Table } from '@tradewind/dynamodb';
import { outboxPublisher, type OutboxPublisher } from '@tradewind/dynamodb/outbox-publisher';
import { systemClock } from '@tradewind/kernel';
import {
  cognitoTokenVerifier,
  dynamoIdempotencyStore,
  type IdempotencyStore,
  type TokenVerifier,
} from '@tradewind/middleware';
import { secret } from '@tradewind/parameters/secrets';
import { dynamoBuyerDirectory } from './adapters/dynamo-buyer-directory.ts';
import { dynamoOrders } from './adapters/dynamo-orders.ts';
import { signedCursors } from './adapters/signed-cursors.ts';
import { stepFunctionsSaga } from './adapters/step-functions-saga.ts';
import type { CheckoutSaga } from './domain/ports.ts';
import { busEnv, cursorEnv, env, sagaEnv, tokenEnv } from './env.ts';
import type { CancelOrderDeps } from './use-cases/cancel-order.ts';
import type { CreateCheckoutDeps } from './use-cases/create-checkout.ts';
import type { ErasePersonDeps } from './use-cases/erase-person.ts';
import type { ExportPersonDeps } from './use-cases/export-person.ts';
import type { GetOrderDeps } from './use-cases/get-order.ts';
import type { ListOrdersDeps } from './use-cases/list-orders.ts';
import type { RecordStepDeps } from './use-cases/record-claim.ts';
import type { RememberBuyerDeps } from './use-cases/remember-buyer.ts';
import type { ResolveOrderDeps } from './use-cases/resolve-order.ts';
import type { ResumeCheckoutsDeps } from './use-cases/resume-checkouts.ts';

const table = (): Table => openTable(env().TABLE_NAME);
const orders = () => dynamoOrders(table());

function saga(): CheckoutSaga {
  const { STATE_MACHINE_ARN: stateMachineArn, AWS_ENDPOINT_URL: endpoint } = sagaEnv();
  return stepFunctionsSaga({ stateMachineArn, disableHostPrefix: endpoint !== undefined });
}

export const idempotencyStore = (): IdempotencyStore => dynamoIdempotencyStore(table());
export const tokenVerifier = (): TokenVerifier =>
  cognitoTokenVerifier({ issuer: tokenEnv().TOKEN_ISSUER, clientId: tokenEnv().TOKEN_CLIENT_ID });

export const createCheckoutDeps = (): CreateCheckoutDeps => ({
  orders: orders(),
  directory: dynamoBuyerDirectory(table()),
  saga: saga(),
  clock: systemClock,
});
export const cancelOrderDeps = (): CancelOrderDeps => ({ orders: orders(), saga: saga(), clock: systemClock });
export const resolveOrderDeps = (): ResolveOrderDeps => ({ orders: orders(), saga: saga(), clock: systemClock });
export const getOrderDeps = (): GetOrderDeps => ({ orders: orders(), clock: systemClock });
export const listOrdersDeps = (): ListOrdersDeps => ({
  orders: orders(),
  cursors: signedCursors(secret(cursorEnv().CURSOR_SECRET_ID)),
});
export const recordStepDeps = (): RecordStepDeps => ({ orders: orders(), clock: systemClock });
export const resumeCheckoutsDeps = (): ResumeCheckoutsDeps => ({ orders: orders(), saga: saga(), clock: systemClock });
export const rememberBuyerDeps = (): RememberBuyerDeps => ({ directory: dynamoBuyerDirectory(table()) });
export const erasePersonDeps = (): ErasePersonDeps => ({
  orders: orders(),
  directory: dynamoBuyerDirectory(table()),
  clock: systemClock,
});
export const exportPersonDeps = (): ExportPersonDeps => ({ orders: orders(), clock: systemClock });
export const outboxDeps = (): OutboxPublisher => outboxPublisher({ table: table(), busName: busEnv().EVENT_BUS_NAME });
