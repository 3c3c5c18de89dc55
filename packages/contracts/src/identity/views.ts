import * as z from 'zod/mini';
import { Email, idSchema, text, Timestamp } from '../http/shapes.ts';

export const UserId = idSchema('usr');

/** A signed-up person as that person sees them. */
export const UserView = z.strictObject({
  id: UserId,
  name: text(1, 100),
  email: Email,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type UserView = z.output<typeof UserView>;

/** A user as an admin sees them. `erasing`: the person's data is being erased. */
export const AdminUserView = z.extend(UserView, { status: z.enum(['active', 'erasing']) });
export type AdminUserView = z.output<typeof AdminUserView>;

/** Bounded so that no request can make the user directory hash a novel; what is strong enough is the domain's rule. */
export const Password = z.string().check(z.minLength(1), z.maxLength(256));

/** A code as Cognito mails it. */
export const MailedCode = z.string().check(z.trim(), z.regex(/^\d{4,10}$/, 'Must be the digits of the mailed code.'));

export const RefreshToken = z
  .string()
  .check(z.maxLength(4096), z.regex(/^[A-Za-z0-9._~+/=-]+$/, 'Must be a refresh token.'));

/** The tokens of one signed-in device. `expiresIn` is the life of the access token in seconds. */
export const SessionView = z.strictObject({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.int().check(z.minimum(1)),
  tokenType: z.literal('Bearer'),
});
export type SessionView = z.output<typeof SessionView>;

/** Instead of tokens: a further step first. `totp`: a code for `POST /v1/sessions/challenge`. */
export const ChallengeView = z.strictObject({
  challenge: z.strictObject({ name: z.string(), session: z.string() }),
});
export type ChallengeView = z.output<typeof ChallengeView>;
