import * as z from 'zod/mini';
import { ApiError, type AccessToken } from './merchant-api.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

const SessionAnswer = z.object({ accessToken: z.string() });

async function accessTokenFor(baseUrl: string, { email, password }: Credentials): Promise<string> {
  let response: Response;
  try {
    response = await fetch(new URL('/v1/sessions', baseUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
      signal: AbortSignal.timeout(30_000),
    });
  } catch (cause) {
    throw new Error(
      `Nothing answers at ${baseUrl}. Start Tradewind with "npm start", or name its address with --url.`,
      {
        cause,
      },
    );
  }
  if (!response.ok)
    throw new ApiError(response.status, 'login', `The login of ${email} was refused (${response.status}).`);
  const session = SessionAnswer.safeParse(await response.json());
  if (!session.success) throw new ApiError(response.status, 'login', `The login of ${email} asks for a second factor.`);
  return session.data.accessToken;
}

/** Logs an admin in; the token renews itself by logging in again. Throws with a message for people. */
export async function adminSession(baseUrl: string, credentials: Credentials): Promise<AccessToken> {
  let token = await accessTokenFor(baseUrl, credentials);
  let renewal: Promise<void> | undefined;
  async function renewed(): Promise<void> {
    try {
      token = await accessTokenFor(baseUrl, credentials);
    } finally {
      renewal = undefined;
    }
  }
  return {
    current: () => token,
    renew() {
      renewal ??= renewed();
      return renewal;
    },
  };
}
