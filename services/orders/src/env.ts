import { optionalSetting, setting, settings } from '@tradewind/middleware/settings';

/** Every function of this service uses its table. */
export const env = /* @__PURE__ */ settings({ TABLE_NAME: setting });
/** The functions behind guest routes verify tokens. */
export const tokenEnv = /* @__PURE__ */ settings({ TOKEN_ISSUER: setting, TOKEN_CLIENT_ID: setting });
/** The functions that run the saga; the SDK's own variable tells whether AWS is elsewhere than at its usual hosts. */
export const sagaEnv = /* @__PURE__ */ settings({ STATE_MACHINE_ARN: setting, AWS_ENDPOINT_URL: optionalSetting });
/** The functions that answer pages. */
export const cursorEnv = /* @__PURE__ */ settings({ CURSOR_SECRET_ID: setting });
/** The outbox publisher. */
export const busEnv = /* @__PURE__ */ settings({ EVENT_BUS_NAME: setting });
