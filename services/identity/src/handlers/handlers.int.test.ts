import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSession as sessions } from '@tradewind/contracts/identity/create-session';
import { SessionView, UserView } from '@tradewind/contracts/identity/views';
import { newId } from '@tradewind/kernel';
import type { HttpHandler } from '@tradewind/middleware';
import { lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { codesFor, lastCode } from '../test-support/mailbox.ts';
import { httpSample, invoke, sample, type Answer, type Changes } from '../test-support/samples.ts';
import { handler as confirmPasswordReset } from './confirm-password-reset.ts';
import { handler as confirmUser } from './confirm-user.ts';
import { handler as createSession } from './create-session.ts';
import { handler as deleteSession } from './delete-session.ts';
import { handler as getProfile } from './get-profile.ts';
import { handler as publishOutbox } from './publish-outbox.ts';
import { handler as refreshSession } from './refresh-session.ts';
import { handler as registerUser } from './register-user.ts';
import { handler as requestPasswordReset } from './request-password-reset.ts';
import { handler as updateProfile } from './update-profile.ts';

const handlers: Readonly<Record<string, HttpHandler>> = {
  'register-user': registerUser,
  'confirm-user': confirmUser,
  'create-session': createSession,
  'refresh-session': refreshSession,
  'delete-session': deleteSession,
  'get-profile': getProfile,
  'update-profile': updateProfile,
  'request-password-reset': requestPasswordReset,
  'confirm-password-reset': confirmPasswordReset,
};

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'identity'], functions: false });
  process.env['TABLE_NAME'] = 'tradewind-identity-dev';
  process.env['USER_POOL_ID'] = 'us-east-1_Local0001';
  process.env['USER_POOL_CLIENT_ID'] = 'tradewindlocalclient';
  process.env['EVENT_BUS_NAME'] = 'tradewind-dev';
  process.env['LOG_LEVEL'] = 'silent';
});

afterAll(() => cloud.close());

async function call(name: string, changes: Changes = {}): Promise<Answer> {
  const handler = handlers[name];
  if (handler === undefined) throw new Error(`There is no function ${name}.`);
  return invoke(handler, httpSample(name, changes));
}

const password = 'correct horse battery';
const freshEmail = () => `${newId('usr').toLowerCase()}@example.com`;
const register = (email: string, secret = password) =>
  call('register-user', { body: { name: 'Ada Lovelace', email, password: secret } });
const confirm = (email: string, code: string) => call('confirm-user', { body: { email, code } });
const signIn = (email: string, secret = password) => call('create-session', { body: { email, password: secret } });
const withoutRequestId = ({ status, body }: Answer) => JSON.stringify({ status, ...Object(body), requestId: '' });

function claimsOf({ body }: Answer): Record<string, string> {
  const { accessToken } = SessionView.parse(body);
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return { username: claims.username, token_use: claims.token_use };
}

async function signedUp() {
  const email = freshEmail();
  await register(email);
  await confirm(email, lastCode(cloud, email));
  const session = await signIn(email);
  return { email, session, claims: claimsOf(session) };
}

describe('a new user', () => {
  it('registers, confirms, signs in, and reads and changes the profile', async () => {
    const email = freshEmail();
    await expect(register(email)).resolves.toMatchObject({
      status: 202,
      body: { email, status: 'confirmation_required' },
    });
    const code = lastCode(cloud, email);
    await expect(confirm(email, code)).resolves.toMatchObject({ status: 204, body: undefined });
    await expect(confirm(email, code)).resolves.toMatchObject({ status: 204 });

    const session = await signIn(email);
    expect(session).toMatchObject({ status: 200, body: { expiresIn: 900, tokenType: 'Bearer' } });
    expect(sessions.responses[200].safeParse(session.body).success).toBe(true);
    const claims = claimsOf(session);

    const profile = await call('get-profile', { claims });
    expect(profile).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(UserView.parse(profile.body)).toMatchObject({ id: claims['username'], name: 'Ada Lovelace', email });

    const change = { claims, body: { name: 'Ada King' }, headers: { 'if-match': '"1"' } };
    await expect(call('update-profile', change)).resolves.toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { name: 'Ada King' },
    });
    await expect(call('update-profile', change)).resolves.toMatchObject({
      status: 412,
      body: { code: 'request.stale-version' },
    });
  });

  it('refreshes the session until signing out', async () => {
    const { session, claims } = await signedUp();
    const { refreshToken } = SessionView.parse(session.body);
    await expect(call('refresh-session', { body: { refreshToken } })).resolves.toMatchObject({
      status: 200,
      body: { refreshToken, expiresIn: 900 },
    });
    const signOut = { claims, body: { refreshToken } };
    await expect(call('delete-session', signOut)).resolves.toMatchObject({ status: 204 });
    await expect(call('delete-session', signOut)).resolves.toMatchObject({ status: 204 });
    await expect(call('refresh-session', { body: { refreshToken } })).resolves.toMatchObject({
      status: 401,
      body: { code: 'identity.invalid-refresh-token' },
    });
  });
});

describe('a user who forgot the password', () => {
  const forget = (email: string) => call('request-password-reset', { body: { email } });
  const reset = (email: string, code: string) =>
    call('confirm-password-reset', { body: { email, code, password: 'another good password' } });

  it('sets a new one with the mailed code, which ends the sessions', async () => {
    const { email, session } = await signedUp();
    await expect(forget(email)).resolves.toMatchObject({ status: 202, body: { email, status: 'code_sent' } });
    await expect(reset(email, lastCode(cloud, email))).resolves.toMatchObject({ status: 204 });
    await expect(signIn(email)).resolves.toMatchObject({ status: 401 });
    await expect(signIn(email, 'another good password')).resolves.toMatchObject({ status: 200 });
    const { refreshToken } = SessionView.parse(session.body);
    await expect(call('refresh-session', { body: { refreshToken } })).resolves.toMatchObject({ status: 401 });
  });

  it('cannot be told from nobody', async () => {
    const { email } = await signedUp();
    const unknown = freshEmail();
    const asked = await Promise.all([forget(email), forget(unknown)]);
    expect(asked.map(({ status, body }) => [status, body])).toEqual(
      [email, unknown].map((address) => [202, { email: address, status: 'code_sent' }]),
    );
    const answers = await Promise.all([reset(email, '0000'), reset(unknown, '0000')]);
    expect(new Set(answers.map(withoutRequestId)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 422, body: { code: 'identity.invalid-code' } });
  });
});

describe('whether an address is registered', () => {
  it('cannot be told by registering it', async () => {
    const { email } = await signedUp();
    const known = await register(email, 'another good password');
    const unknown = await register(freshEmail());
    expect(known.status).toBe(unknown.status);
    expect(Object.keys(Object(known.body))).toEqual(Object.keys(Object(unknown.body)));
    expect(known.body).toEqual({ email, status: 'confirmation_required' });
    expect(codesFor(cloud, email)).toHaveLength(1);
    await expect(signIn(email)).resolves.toMatchObject({ status: 200 });
  });

  it('cannot be told by signing in', async () => {
    const { email } = await signedUp();
    const pending = freshEmail();
    await register(pending);
    const answers = await Promise.all([
      signIn(email, 'wrong password'),
      signIn(pending, 'wrong'),
      signIn(freshEmail()),
    ]);
    expect(new Set(answers.map(withoutRequestId)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'identity.invalid-credentials' } });
  });

  it('cannot be told by confirming it', async () => {
    const { email } = await signedUp();
    const pending = freshEmail();
    await register(pending);
    const answers = await Promise.all([
      confirm(email, '0000'),
      confirm(pending, '0000'),
      confirm(freshEmail(), '0000'),
    ]);
    expect(new Set(answers.map(withoutRequestId)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 422, body: { code: 'identity.invalid-code' } });
  });

  it('is told only to who knows the password', async () => {
    const email = freshEmail();
    await register(email);
    await expect(signIn(email)).resolves.toMatchObject({ status: 403, body: { code: 'identity.not-confirmed' } });
  });
});

describe('guessing', () => {
  it.each([
    ['passwords', (email: string) => signIn(email, 'wrong password'), signIn],
    ['codes', (email: string) => confirm(email, '0000'), (email: string) => confirm(email, '123456')],
  ])('of %s ends with 429, known address or not', async (_, guess, next) => {
    const known = freshEmail();
    await register(known);
    for (const email of [known, freshEmail()]) {
      for (let attempt = 0; attempt < 5; attempt += 1) expect((await guess(email)).status).toBeLessThan(429);
      const answer = await next(email);
      expect(answer).toMatchObject({ status: 429, body: { code: 'identity.too-many-attempts' } });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });
});

describe('sample events', () => {
  it.each([
    ['register-user', 202],
    ['confirm-user', 422],
    ['create-session', 401],
    ['refresh-session', 401],
    ['delete-session', 204],
    ['get-profile', 404],
    ['update-profile', 404],
    ['request-password-reset', 202],
    ['confirm-password-reset', 422],
  ])('of %s is answered %i on an empty system', async (name, status) => {
    await expect(call(name)).resolves.toMatchObject({ status });
  });

  it('of publish-outbox is published', async () => {
    await expect(publishOutbox(sample('publish-outbox'), lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
  });
});
