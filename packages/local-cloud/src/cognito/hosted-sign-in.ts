import * as z from 'zod/mini';
import { AwsError, type AwsAnswer, type AwsCall } from '../aws/api.ts';
import { AuthorizationCodes } from './authorization-codes.ts';
import { AuthorizeRequest, SIGNED_IN_PATH } from './authorize-request.ts';
import type { CognitoContext } from './context.ts';
import { federatedUser } from './federation.ts';
import { providerPage, signedInPage } from './hosted-pages.ts';
import { checkClient } from './pool.ts';
import type { StoredUser } from './user-table.ts';

const AUTHORIZE = '/oauth2/authorize';
const PROVIDER_ANSWER = '/oauth2/idpresponse';
const TOKEN = '/oauth2/token';

const ROUTES = new Set([`GET ${AUTHORIZE}`, `POST ${PROVIDER_ANSWER}`, `POST ${TOKEN}`, `GET ${SIGNED_IN_PATH}`]);

const optional = z.optional(z.string());
const TokenRequest = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    client_id: z.string(),
    code: z.string(),
    redirect_uri: z.string(),
    code_verifier: optional,
  }),
  z.object({ grant_type: z.literal('refresh_token'), client_id: z.string(), refresh_token: z.string() }),
]);

const Tokens = z.looseObject({ AccessToken: z.string(), IdToken: z.string(), RefreshToken: optional });

/** The sign-in pages' endpoints, as far as people of a provider need them; to the stand-in nobody proves anything. */
export class HostedSignIn {
  readonly #context: CognitoContext;
  readonly #codes: AuthorizationCodes;

  constructor(context: CognitoContext) {
    this.#context = context;
    this.#codes = new AuthorizationCodes(context.clock);
  }

  answers({ method, path }: Pick<AwsCall, 'method' | 'path'>): boolean {
    return ROUTES.has(`${method} ${path.split('?')[0] ?? ''}`);
  }

  async handle({ path, rawBody }: Pick<AwsCall, 'path' | 'rawBody'>): Promise<AwsAnswer> {
    const [route = '', query = ''] = path.split('?');
    const form = Object.fromEntries(new URLSearchParams(rawBody.toString('utf8')));
    const asked = Object.fromEntries(new URLSearchParams(query));
    switch (route) {
      case TOKEN:
        return this.#token(form);
      case PROVIDER_ANSWER:
        return this.#providerAnswered(this.#request(form), form);
      case SIGNED_IN_PATH:
        return signedInPage(asked);
      default:
        return providerPage(this.#request(asked), this.#context.providers.all());
    }
  }

  /** Throws InvalidParameterException where nothing may be told to the address that was named. */
  #request(fields: unknown): AuthorizeRequest {
    const request = AuthorizeRequest.safeParse(fields).data;
    if (request === undefined) throw new AwsError('InvalidParameterException', 'invalid_request');
    checkClient(request.client_id);
    if (!this.#context.settings.read().callbackUrls.includes(request.redirect_uri)) {
      throw new AwsError('InvalidParameterException', 'redirect_mismatch');
    }
    return request;
  }

  async #providerAnswered(request: AuthorizeRequest, claims: Readonly<Record<string, string>>): Promise<AwsAnswer> {
    const { redirect_uri: redirectUri, client_id: clientId, code_challenge: codeChallenge, state } = request;
    const back = (fields: Readonly<Record<string, string>>): AwsAnswer =>
      redirectTo(redirectUri, { ...fields, ...(state !== undefined && { state }) });
    const provider = this.#context.providers.find(request.identity_provider ?? '');
    if (provider === undefined) return back({ error: 'invalid_request', error_description: 'Unknown provider' });
    try {
      const { username } = await federatedUser(this.#context, provider, claims, clientId);
      return back({ code: this.#codes.issue({ username, redirectUri, codeChallenge }) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return back({ error: 'invalid_request', error_description: error.message });
    }
  }

  async #token(form: unknown): Promise<AwsAnswer> {
    const request = TokenRequest.safeParse(form).data;
    if (request === undefined) return refusal('invalid_request');
    try {
      checkClient(request.client_id);
      if (request.grant_type === 'refresh_token') {
        const user = this.#userOf(this.#context.sessions.usernameOf(request.refresh_token));
        return tokens(await this.#context.sessions.refresh(request.refresh_token, user, this.#groupsOf(user)));
      }
      const { code, redirect_uri: redirectUri, code_verifier: codeVerifier } = request;
      const username = this.#codes.redeem({ code, redirectUri, codeVerifier });
      if (username === undefined) return refusal('invalid_grant');
      const user = this.#userOf(username);
      return tokens(await this.#context.sessions.open(user, this.#groupsOf(user)));
    } catch (error) {
      if (error instanceof AwsError) return refusal('invalid_grant');
      throw error;
    }
  }

  #userOf(username: string): StoredUser {
    return this.#context.users.get(username);
  }

  #groupsOf({ username }: StoredUser): string[] {
    return this.#context.users.groupsOf(username);
  }
}

function redirectTo(uri: string, fields: Readonly<Record<string, string>>): AwsAnswer {
  const location = new URL(uri);
  for (const [name, value] of Object.entries(fields)) location.searchParams.set(name, value);
  return { status: 302, headers: { location: location.href }, body: '' };
}

function tokens(result: object): AwsAnswer {
  const { AccessToken, IdToken, RefreshToken, ExpiresIn, TokenType } = Tokens.parse(result);
  return json(200, {
    access_token: AccessToken,
    id_token: IdToken,
    ...(RefreshToken !== undefined && { refresh_token: RefreshToken }),
    expires_in: ExpiresIn,
    token_type: TokenType,
  });
}

function refusal(error: string): AwsAnswer {
  return json(400, { error });
}

function json(status: number, body: object): AwsAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
