import { setting, settings } from '@tradewind/middleware/settings';

/** Every function of this service has a table. */
export const env = /* @__PURE__ */ settings({ TABLE_NAME: setting });

/** The outbox publisher knows the bus. */
export const busEnv = /* @__PURE__ */ settings({ EVENT_BUS_NAME: setting });
