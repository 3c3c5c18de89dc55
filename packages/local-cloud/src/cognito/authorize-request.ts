import * as z from 'zod/mini';

/** Where the local client sends people back to: a page that shows what it was told. */
export const SIGNED_IN_PATH = '/oauth2/signed-in';

const optional = z.optional(z.string());

/** How an app sends somebody to the sign-in pages, by the code flow with or without PKCE. */
export const AuthorizeRequest = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.literal('code'),
  identity_provider: optional,
  state: optional,
  code_challenge: optional,
  code_challenge_method: z.optional(z.literal('S256')),
});
export type AuthorizeRequest = z.output<typeof AuthorizeRequest>;
