import { setting, settings } from '@tradewind/middleware/settings';
import * as z from 'zod/mini';

/** Every function of this service has a table. */
export const env = /* @__PURE__ */ settings({ TABLE_NAME: setting });

/** Of the function that speaks on the bus. */
export const busEnv = /* @__PURE__ */ settings({ EVENT_BUS_NAME: setting });

/** Of the functions that ask for money. */
const providerEnv = /* @__PURE__ */ settings({
  /** A provider is added here and in the wiring. */
  PAYMENT_PROVIDER: z.enum(['sandbox']),
  SANDBOX_PAYMENTS: z.enum(['allowed', 'refused']),
});

/**
 * Who moves the money. Throws where that is the sandbox, which moves none, and the stage does not allow it: there an
 * order would be confirmed that nobody pays for.
 */
export function paymentProvider({ PAYMENT_PROVIDER, SANDBOX_PAYMENTS } = providerEnv()) {
  if (PAYMENT_PROVIDER === 'sandbox' && SANDBOX_PAYMENTS !== 'allowed') {
    throw new Error('PAYMENT_PROVIDER is the sandbox, and SANDBOX_PAYMENTS of this stage refuses it.');
  }
  return PAYMENT_PROVIDER;
}
