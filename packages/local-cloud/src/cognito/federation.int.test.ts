import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  CreateIdentityProviderCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { startPool } from './pool.test-support.ts';
import { USER_POOL_CLIENT_ID as ClientId, USER_POOL_ID as UserPoolId } from './pool.ts';

const REDIRECT = 'https://shop.example/signed-in';
const Tokens = z.object({ access_token: z.string(), refresh_token: z.optional(z.string()) });
const person = (sub: string, claims: Readonly<Record<string, string>> = {}) => ({
  identity_provider: 'Google',
  sub,
  email: `${sub}@example.test`,
  email_verified: 'true',
  ...claims,
});

let pool: Awaited<ReturnType<typeof startPool>>;

beforeAll(async () => {
  pool = await startPool();
  const AttributeMapping = { email: 'email', email_verified: 'email_verified', name: 'name', username: 'sub' };
  const provider = { UserPoolId, ProviderName: 'Google', ProviderType: 'Google', ProviderDetails: {} } as const;
  await pool.client.send(new CreateIdentityProviderCommand({ ...provider, AttributeMapping }));
  await pool.client.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, CallbackURLs: [REDIRECT] }));
});
afterAll(() => pool.close());

const request = (fields: Readonly<Record<string, string>>) =>
  new URLSearchParams({ client_id: ClientId, redirect_uri: REDIRECT, response_type: 'code', ...fields });
const post = (path: string, body: URLSearchParams) =>
  fetch(`${pool.endpoint}/oauth2/${path}`, { method: 'POST', body, redirect: 'manual' });

/** Where somebody is sent back to with what. */
async function signIn(fields: Readonly<Record<string, string>>): Promise<URLSearchParams> {
  const { headers } = await post('idpresponse', request(fields));
  return new URL(headers.get('location') ?? '').searchParams;
}

const exchange = (code: string, fields: Readonly<Record<string, string>> = {}) =>
  post('token', request({ grant_type: 'authorization_code', code, ...fields }));

function claimsOf(token: string): Record<string, unknown> {
  return z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
}

function link(username: string, subject: string) {
  const DestinationUser = { ProviderName: 'Cognito', ProviderAttributeValue: username };
  const SourceUser = {
    ProviderName: 'Google',
    ProviderAttributeName: 'Cognito_Subject',
    ProviderAttributeValue: subject,
  };
  return pool.client.send(new AdminLinkProviderForUserCommand({ UserPoolId, DestinationUser, SourceUser }));
}

async function attributesOf(Username: string) {
  const { UserAttributes = [], UserStatus } = await pool.client.send(new AdminGetUserCommand({ UserPoolId, Username }));
  return { status: UserStatus, ...Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value])) };
}

describe('somebody of a provider', () => {
  it('is a user of the pool under a name of its making, by tokens that can be refreshed', async () => {
    const back = await signIn({ ...person('2001', { name: 'Ada' }), state: 'kept' });
    expect(back.get('state')).toBe('kept');
    const { access_token, refresh_token = '' } = Tokens.parse(await (await exchange(back.get('code') ?? '')).json());
    expect(claimsOf(access_token)).toMatchObject({ username: 'Google_2001', token_use: 'access', client_id: ClientId });
    expect(await attributesOf('Google_2001')).toMatchObject({ status: 'EXTERNAL_PROVIDER', name: 'Ada' });
    const again = await post('token', request({ grant_type: 'refresh_token', refresh_token }));
    expect(Tokens.parse(await again.json()).refresh_token).toBeUndefined();
    await expect(link(await pool.confirmedUser(), '2001')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('is the user whom the identity is linked to, whose mapped attributes each sign-in writes anew', async () => {
    const username = await pool.confirmedUser();
    await link(username, '2002');
    const back = await signIn(person('2002', { name: 'Ada', email: 'new@example.test' }));
    const { access_token } = Tokens.parse(await (await exchange(back.get('code') ?? '')).json());
    expect(claimsOf(access_token)).toMatchObject({ username });
    expect(await attributesOf(username)).toMatchObject({ name: 'Ada', email: 'new@example.test', status: 'CONFIRMED' });
    expect(await attributesOf(username)).toHaveProperty('identities', expect.stringContaining('"userId":"2002"'));
  });

  it('is linked to one user at a time, until that one is gone', async () => {
    const [first, second] = [await pool.confirmedUser(), await pool.confirmedUser()];
    await link(first, '2003');
    await expect(link(first, '2003')).rejects.toThrow('SourceUser is already linked to DestinationUser');
    await expect(link(second, '2003')).rejects.toMatchObject({ name: 'AliasExistsException' });
    await expect(link('usr_nobody', '2004')).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await pool.client.send(new AdminDeleteUserCommand({ UserPoolId, Username: first }));
    await expect(link(second, '2003')).resolves.toBeDefined();
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an address', person('2005', { email: '' }), 'attributes required: [email]'],
    ['a provider that there is', person('2005', { identity_provider: 'Other' }), 'Unknown provider'],
  ])('is sent back without %s', async (_, fields, reason) => {
    const back = await signIn(fields);
    expect([back.get('error'), back.get('error_description')]).toEqual(['invalid_request', reason]);
  });
});

describe('the sign-in pages', () => {
  it.each([{ redirect_uri: 'https://evil.example/' }, { client_id: 'other' }, { response_type: 'token' }])(
    'tell nothing to %j',
    async (fields) => {
      const answer = await post('idpresponse', request({ ...person('2006'), ...fields }));
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    },
  );

  it('give tokens for a code once, to who has begun', async () => {
    const code_verifier = 'a'.repeat(43);
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    const begin = async () =>
      (await signIn({ ...person('2007'), code_challenge, code_challenge_method: 'S256' })).get('code') ?? '';
    const statuses = async (code: string, ...attempts: readonly Readonly<Record<string, string>>[]) => {
      const seen: number[] = [];
      for (const fields of attempts) seen.push((await exchange(code, fields)).status);
      return seen;
    };
    expect(await statuses(await begin(), { code_verifier }, { code_verifier })).toEqual([200, 400]);
    expect(await statuses(await begin(), { code_verifier: 'b'.repeat(43) }, { code_verifier })).toEqual([400, 400]);
    expect(await statuses(await begin(), {})).toEqual([400]);
    expect(await statuses(await begin(), { code_verifier, redirect_uri: 'https://evil.example/' })).toEqual([400]);
    expect(await statuses('made up', { code_verifier })).toEqual([400]);
  });

  it('ask who one wants to be, and escape what they were asked', async () => {
    const page = await fetch(`${pool.endpoint}/oauth2/authorize?${request({ state: '"><script>' }).toString()}`);
    const text = await page.text();
    expect(text).toContain('Sign in with Google');
    expect(text).not.toContain('"><script>');
  });
});

describe('a pool', () => {
  it('refuses a trigger that would never be asked here', async () => {
    const LambdaConfig = { PostConfirmation: 'arn:aws:lambda:us-east-1:000000000000:function:f' };
    const update = pool.client.send(new UpdateUserPoolCommand({ UserPoolId, LambdaConfig }));
    await expect(update).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
