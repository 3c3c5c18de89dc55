import { setting, settings } from '@tradewind/middleware/settings';

/** Of the functions that use the service's table. */
export const tableEnv = /* @__PURE__ */ settings({ TABLE_NAME: setting });
/** Of the functions that act as the pool's app client. */
export const appClientEnv = /* @__PURE__ */ settings({ USER_POOL_CLIENT_ID: setting });
/** Of the functions that administer users of the pool. */
export const userPoolEnv = /* @__PURE__ */ settings({ USER_POOL_ID: setting });
/** Of the functions that answer pages. */
export const cursorEnv = /* @__PURE__ */ settings({ CURSOR_SECRET_ID: setting });
/** Of the outbox publisher. */
export const busEnv = /* @__PURE__ */ settings({ EVENT_BUS_NAME: setting });
/** Of the functions that write or read the audit log. */
export const auditEnv = /* @__PURE__ */ settings({ AUDIT_TABLE_NAME: setting });
/** Of the functions that issue and withdraw API keys. */
export const usagePlanEnv = /* @__PURE__ */ settings({ USAGE_PLAN_PREFIX: setting });
