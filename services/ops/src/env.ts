import { setting, settings } from '@tradewind/middleware/settings';

/** The environment of every function of this service, read on first use; throws naming what is missing. */
export const env = /* @__PURE__ */ settings({ STAGE: setting });

/** Whoever raises alerts knows where they go, and what people call the stage. */
export const alertEnv = /* @__PURE__ */ settings({
  STAGE: setting,
  TABLE_NAME: setting,
  ALARM_TOPIC_ARN: setting,
  ALARM_STAGE: setting,
});
