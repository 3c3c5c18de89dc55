import { setting, settings } from '@tradewind/middleware/settings';

/** Every function of this service has a table. */
export const env = /* @__PURE__ */ settings({ TABLE_NAME: setting });

/** The functions that speak on the bus. */
export const busEnv = /* @__PURE__ */ settings({ EVENT_BUS_NAME: setting });

/** The functions behind guest routes verify tokens, too. */
export const tokenEnv = /* @__PURE__ */ settings({ TOKEN_ISSUER: setting, TOKEN_CLIENT_ID: setting });
