const ID_KEY = /^(?:[a-z][A-Za-z]*Id|sku)$/;
const ID = /^[A-Za-z0-9._:-]{1,64}$/;

/**
 * The ids among the members of a message (`orderId`, `paymentId`, `sku`): what its log lines are found by. Values that
 * do not look like an id are left out, whoever sent them.
 */
export function idsIn(message: unknown): Record<string, string> {
  if (typeof message !== 'object' || message === null) return {};
  const ids: Record<string, string> = {};
  for (const [key, value] of Object.entries(message)) {
    if (ID_KEY.test(key) && typeof value === 'string' && ID.test(value)) ids[key] = value;
  }
  return ids;
}
