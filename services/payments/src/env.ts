import { setting, settings } from '@tradewind/middleware/settings';
import * as z from 'zod/mini';

/** Every function of this service has a table. */
export const env = /* @__PURE__ */ settings({
  TABLE_NAME: setting,
  /** Who moves the money. A provider is added here and in the wiring. */
  PAYMENT_PROVIDER: z._default(z.enum(['sandbox']), 'sandbox'),
});

/** Of the function that speaks on the bus. */
export const busEnv = /* @__PURE__ */ settings({ EVENT_BUS_NAME: setting });
