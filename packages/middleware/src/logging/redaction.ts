const REDACTED = '[redacted]';
const MAX_DEPTH = 8;
const MAX_ITEMS = 100;
const MAX_TEXT = 8_192;

/** A key that contains one of these names a secret, whatever surrounds it: `refreshToken`, `x-api-key`. */
const SECRET_KEY =
  /password|passwd|secret|token|authorization|cookie|credential|api[-_]?key|signature|card|cvc|cvv|iban/i;

/** Keys that name personal data; compared whole, so that `filename` and `hostname` stay readable. */
const PERSONAL_KEYS = new Set([
  'email',
  'emailaddress',
  'name',
  'firstname',
  'lastname',
  'fullname',
  'phone',
  'phonenumber',
  'address',
  'shippingaddress',
  'billingaddress',
  'line1',
  'line2',
  'city',
  'region',
  'postalcode',
  'birthdate',
  'sourceip',
]);

const SPACE = /\s/;
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi;
const JWT = /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
const EMAIL = /[^\s@"'<>,;:()[\]]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g;

/** A text with bearer tokens, JWTs and email addresses replaced, and cut where it is very long. */
export function redactText(text: string): string {
  const bounded = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  // Most texts are ids: asking first costs a hundredth of searching them for what they cannot hold.
  const withoutBearers = SPACE.test(bounded) ? bounded.replace(BEARER, `$1 ${REDACTED}`) : bounded;
  const withoutTokens = withoutBearers.includes('eyJ') ? withoutBearers.replace(JWT, REDACTED) : withoutBearers;
  return withoutTokens.includes('@') ? withoutTokens.replace(EMAIL, REDACTED) : withoutTokens;
}

/** Keys come from code and are few; the bound is for those that do not. */
const MAX_KNOWN_KEYS = 1_000;
const knownKeys = new Map<string, boolean>();

function isSensitiveKey(key: string): boolean {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const sensitive = SECRET_KEY.test(key) || PERSONAL_KEYS.has(key.replaceAll(/[-_]/g, '').toLowerCase());
  if (knownKeys.size < MAX_KNOWN_KEYS) knownKeys.set(key, sensitive);
  return sensitive;
}

function describeError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: redactText(error.message),
    ...('code' in error ? { code: redactValue(error.code, depth) } : {}),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth) }),
  };
}

function redactObject(value: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      isSensitiveKey(key) && item !== undefined ? REDACTED : redactValue(item, depth),
    ]),
  );
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '[nested]';
  if (value instanceof Error) return describeError(value, depth - 1);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redactValue(item, depth - 1));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return redactObject(value, depth - 1);
}

/**
 * A copy that is safe to log and to serialise: secrets and personal data replaced by key name, bearer tokens, JWTs and
 * email addresses replaced wherever they stand in text; depth, length and cycles bounded; errors made readable.
 */
export function redact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactObject(fields, MAX_DEPTH);
}
