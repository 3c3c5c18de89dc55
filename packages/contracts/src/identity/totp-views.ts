import * as z from 'zod/mini';

/** The secret in base 32, and the same as an `otpauth:` URI for authenticator apps (RFC 6238: SHA-1, 30 s, 6 digits). */
export const TotpEnrolmentView = z.strictObject({ secret: z.string(), uri: z.string() });

/** Six digits of an authenticator app. */
export const TotpCode = z.string().check(z.trim(), z.regex(/^\d{6}$/, 'Must be the six digits of the app.'));

/** The access token itself, which the user directory wants to see for changes of a second factor. */
export const Bearer = z.object({ authorization: z.string().check(z.regex(/^Bearer [\w.~+/=-]+$/i)) });

/** What `{challenge}` carries from one step of signing in to the next. */
export const ChallengeSession = z
  .string()
  .check(z.maxLength(4096), z.regex(/^[\w.~+/=-]+$/, 'Must be a challenge session.'));
