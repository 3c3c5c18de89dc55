import { setting, settings } from '@tradewind/middleware/settings';

/** The environment of this service's functions. */
export const env = /* @__PURE__ */ settings({ STAGE: setting });
