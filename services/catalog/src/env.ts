import { setting, settings } from '@tradewind/middleware/settings';

/** Every function of this service has a table. */
export const env = /* @__PURE__ */ settings({ TABLE_NAME: setting });

/** The functions behind lists sign their cursors. */
export const cursorEnv = /* @__PURE__ */ settings({ CURSOR_SECRET_ID: setting });

/** The outbox publisher knows the bus. */
export const busEnv = /* @__PURE__ */ settings({ EVENT_BUS_NAME: setting });
