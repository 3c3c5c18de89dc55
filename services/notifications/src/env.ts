import { setting, settings } from '@tradewind/middleware/settings';

/** The environment of this service's functions. */
export const env = /* @__PURE__ */ settings({
  TABLE_NAME: setting,
  /** `orders@…`: an address of an identity that SES has verified. */
  SENDER_ADDRESS: setting,
  /** Name of the parameter that holds what mails say of the shop. */
  SHOP_PARAMETER: setting,
});
