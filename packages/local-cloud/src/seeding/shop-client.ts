import * as z from 'zod/mini';

const Session = z.object({ accessToken: z.string() });
const Message = z.object({ subject: z.string(), text: z.string() });
const Messages = z.object({ messages: z.array(Message) });

/** The front door refused something that seeding needs. */
export class SeedingError extends Error {
  override readonly name = 'SeedingError';
}

/** What seeding does over HTTP, as any client would. */
export interface ShopClient {
  /** Undefined when there is no such account, or not a confirmed one. */
  signIn(email: string, password: string): Promise<string | undefined>;
  /** Asks for an account; its code is mailed. */
  register(account: { name: string; email: string; password: string }): Promise<void>;
  /** False when the code was wrong. */
  confirm(email: string, code: string): Promise<boolean>;
  /** The newest code that was mailed to this address. */
  mailedCode(email: string): Promise<string | undefined>;
}

export function shopClient(baseUrl: string): ShopClient {
  async function post(path: string, body: object): Promise<Response> {
    return fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async function refused(what: string, response: Response): Promise<SeedingError> {
    return new SeedingError(`${what} was answered ${response.status}: ${await response.text()}`);
  }

  return {
    async signIn(email, password) {
      const response = await post('/v1/sessions', { email, password });
      if (response.status === 401 || response.status === 403) return undefined;
      if (!response.ok) throw await refused(`Signing in as ${email}`, response);
      return z.parse(Session, await response.json()).accessToken;
    },
    async register(account) {
      const response = await post('/v1/users', account);
      if (!response.ok) throw await refused(`Registering ${account.email}`, response);
    },
    async confirm(email, code) {
      const response = await post('/v1/users/confirmation', { email, code });
      if (response.status === 422) return false;
      if (!response.ok) throw await refused(`Confirming ${email}`, response);
      return true;
    },
    async mailedCode(email) {
      const response = await fetch(`${baseUrl}/mailbox/messages?to=${encodeURIComponent(email)}`);
      const { messages } = z.parse(Messages, await response.json());
      const codes = messages.flatMap(({ subject, text }) => /\b\d{6}\b/.exec(`${subject} ${text}`) ?? []);
      return codes[0];
    },
  };
}
