import { getPayment as route } from '@tradewind/contracts/payments/get-payment';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { httpHandler, ok } from '@tradewind/middleware';
import { getPayment } from '../use-cases/get-payment.ts';
import { toPaymentView } from '../use-cases/payment-view.ts';
import { getPaymentDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: getPaymentDeps }, async ({ deps, path, caller, trace }) => {
  const { payment, entries } = await getPayment(deps)({
    paymentId: path.paymentId,
    origin: adminOrigin(caller, trace),
  });
  return ok(toPaymentView(payment, entries), { etag: payment.version });
});
