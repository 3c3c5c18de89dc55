import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { eventually, startTestCloud, type TestCloud } from '@tradewind/testing';
import * as z from 'zod/mini';
import { lastCode } from '../test-support/mailbox.ts';

const CLIENT = 'tradewindlocalclient';
const PASSWORD = 'correct horse battery';
const Tokens = z.object({ access_token: z.string() });
const Session = z.object({ accessToken: z.string() });
const Profile = z.object({ id: z.string(), name: z.string(), email: z.string() });

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'identity'], functions: true });
}, 60_000);
afterAll(() => cloud.close());

const someAddress = () => `${newId('usr').toLowerCase()}@example.com`;
const person = (email: string, claims: Readonly<Record<string, string>> = {}) => ({
  identity_provider: 'Google',
  sub: email,
  email,
  email_verified: 'true',
  name: 'Ada of Google',
  ...claims,
});

async function api(method: string, path: string, options: { token?: string; body?: object } = {}) {
  const { token, body } = options;
  const answer = await fetch(`${cloud.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : z.unknown().parse(JSON.parse(text)) };
}

/** Goes through the sign-in pages' endpoints as a browser would. */
async function hosted(fields: Readonly<Record<string, string>>) {
  const redirect_uri = `${cloud.endpoint}/oauth2/signed-in`;
  const post = (path: string, form: object) =>
    fetch(`${cloud.endpoint}/oauth2/${path}`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: CLIENT, redirect_uri, response_type: 'code', ...form }),
      redirect: 'manual',
    });
  const back = new URL((await post('idpresponse', fields)).headers.get('location') ?? '').searchParams;
  const code = back.get('code');
  if (code === null) return { refused: back.get('error_description') ?? '' };
  const tokens = await (await post('token', { grant_type: 'authorization_code', code })).json();
  return { token: Tokens.parse(tokens).access_token };
}

/** As an app does it: once more, when the pool was surprised by the link that the trigger made. */
async function signInWith(fields: Readonly<Record<string, string>>): Promise<string> {
  const first = await hosted(fields);
  expect(first.refused).toMatch(/^Already found an entry for username Google_/);
  const { token } = await hosted(fields);
  if (token === undefined) throw new Error('The second sign-in was refused.');
  return token;
}

async function registered(email: string): Promise<string> {
  await api('POST', '/v1/users', { body: { email, name: 'Ada', password: PASSWORD } });
  await api('POST', '/v1/users/confirmation', { body: { email, code: lastCode(cloud, email) } });
  const { body } = await api('POST', '/v1/sessions', { body: { email, password: PASSWORD } });
  return Session.parse(body).accessToken;
}

async function profile(token: string) {
  return Profile.parse((await api('GET', '/v1/users/me', { token })).body);
}

describe('who signs in with a provider', () => {
  it('has an account as everybody, which a second sign-in finds again', async () => {
    const email = someAddress();
    const token = await signInWith(person(email));
    expect(await profile(token)).toMatchObject({ id: expect.stringMatching(/^usr_/), email, name: 'Ada of Google' });
    expect(await profile((await hosted(person(email))).token ?? '')).toEqual(await profile(token));
    expect((await api('POST', '/v1/users/me/exports', { token })).status).toBe(202);
  });

  it('is the person whose account has the verified address', async () => {
    const email = someAddress();
    const own = await profile(await registered(email));
    expect(await profile(await signInWith(person(email.toUpperCase(), { sub: email })))).toEqual(own);
  });

  it('opens no account with an address that the provider has not verified, and hears why', async () => {
    const email = someAddress();
    await registered(email);
    const { refused } = await hosted(person(email, { email_verified: 'false' }));
    expect(refused).toMatch(
      /^PreSignUp failed with error \[identity\.provider-email-unverified\] Google has not verified this email address\./,
    );
  });

  it('can be forgotten, and begins anew afterwards', async () => {
    const email = someAddress();
    const token = await signInWith(person(email));
    const { id } = await profile(token);
    await api('POST', '/v1/password-resets', { body: { email } });
    const reset = { email, code: lastCode(cloud, email), password: PASSWORD };
    expect((await api('POST', '/v1/password-resets/confirmation', { body: reset })).status).toBe(204);
    expect((await api('DELETE', '/v1/users/me', { token, body: { password: PASSWORD } })).status).toBe(202);
    await eventually(async () => {
      expect((await api('GET', '/v1/users/me', { token })).status).toBe(404);
    });
    // Refused as long as the erasure is under way.
    const again = await eventually(() => signInWith(person(email)));
    expect((await profile(again)).id).not.toBe(id);
  });
});
