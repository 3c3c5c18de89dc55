import { beforeAll, describe, expect, it } from '@jest/globals';
import type { HttpHandler } from '@tradewind/middleware';
import { httpSample, invoke, type Changes } from '../test-support/samples.ts';
import { handler as answerChallenge } from './answer-challenge.ts';
import { handler as confirmPasswordReset } from './confirm-password-reset.ts';
import { handler as confirmTotp } from './confirm-totp.ts';
import { handler as confirmUser } from './confirm-user.ts';
import { handler as createAddress } from './create-address.ts';
import { handler as createSession } from './create-session.ts';
import { handler as createTotp } from './create-totp.ts';
import { handler as deleteAddress } from './delete-address.ts';
import { handler as deleteSession } from './delete-session.ts';
import { handler as deleteTotp } from './delete-totp.ts';
import { handler as getAddress } from './get-address.ts';
import { handler as getProfile } from './get-profile.ts';
import { handler as getUser } from './get-user.ts';
import { handler as listAddresses } from './list-addresses.ts';
import { handler as listUsers } from './list-users.ts';
import { handler as refreshSession } from './refresh-session.ts';
import { handler as registerUser } from './register-user.ts';
import { handler as requestPasswordReset } from './request-password-reset.ts';
import { handler as updateAddress } from './update-address.ts';
import { handler as updateProfile } from './update-profile.ts';

const person = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const session = { email: person.email, password: person.password };
const address = { name: 'Ada', line1: '1 Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };
const confirmation = { email: person.email, code: '123456' };

const withBody: readonly [string, HttpHandler][] = [
  ['register-user', registerUser],
  ['confirm-user', confirmUser],
  ['create-session', createSession],
  ['refresh-session', refreshSession],
  ['delete-session', deleteSession],
  ['update-profile', updateProfile],
  ['request-password-reset', requestPasswordReset],
  ['confirm-password-reset', confirmPasswordReset],
  ['create-address', createAddress],
  ['answer-challenge', answerChallenge],
  ['confirm-totp', confirmTotp],
  ['delete-totp', deleteTotp],
];
const signedInOnly: readonly [string, HttpHandler][] = [
  ['delete-session', deleteSession],
  ['get-profile', getProfile],
  ['update-profile', updateProfile],
  ['list-addresses', listAddresses],
  ['create-address', createAddress],
  ['get-address', getAddress],
  ['update-address', updateAddress],
  ['delete-address', deleteAddress],
  ['create-totp', createTotp],
  ['confirm-totp', confirmTotp],
  ['delete-totp', deleteTotp],
  ['list-users', listUsers],
  ['get-user', getUser],
];

beforeAll(() => {
  // Nothing listens there: whatever got past validation would fail and be answered 500.
  process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
  process.env['TABLE_NAME'] = 'no-such-table';
  process.env['USER_POOL_CLIENT_ID'] = 'no-such-client';
  process.env['LOG_LEVEL'] = 'silent';
});

describe.each(withBody)('%s', (name, handler) => {
  it.each([
    ['malformed JSON', { body: '{"email":' }, 400, 'request.malformed-json'],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415, 'request.unsupported-media-type'],
    ['an oversized body', { body: { name: 'x'.repeat(17_000) } }, 413, 'request.too-large'],
    ['a list', { body: [] }, 400, 'request.invalid'],
    ['null', { body: null }, 400, 'request.invalid'],
    ['missing fields', { body: {} }, 400, 'request.invalid'],
    ['an unknown field', { body: { ...person, code: '123456', admin: true } }, 400, 'request.invalid'],
  ] satisfies [string, Changes, number, string][])('refuses %s', async (_, changes, status, code) => {
    const answer = await invoke(handler, httpSample(name, changes));
    expect(answer).toMatchObject({ status, body: { status, code, requestId: expect.any(String) } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe.each(signedInOnly)('%s', (name, handler) => {
  it.each([
    ['no token', null, 'auth.unauthenticated'],
    ['an id token', { username: 'usr_01JAZ9TQ4B8ZK6Y3V1W5R7D9HF', token_use: 'id' }, 'auth.invalid-token'],
    ['a token without a user', { token_use: 'access' }, 'auth.invalid-token'],
  ])('refuses %s', async (_, claims, code) => {
    const answer = await invoke(handler, httpSample(name, { claims }));
    expect(answer).toMatchObject({ status: 401, body: { code } });
  });
});

describe('fields', () => {
  it.each([
    ['register-user', registerUser, { ...person, email: 'no address' }, 'body.email'],
    ['register-user', registerUser, { ...person, email: `${'a'.repeat(250)}@example.com` }, 'body.email'],
    ['register-user', registerUser, { ...person, name: '' }, 'body.name'],
    ['register-user', registerUser, { ...person, name: 'A'.repeat(101) }, 'body.name'],
    ['register-user', registerUser, { ...person, name: 'Ada\nBcc: x' }, 'body.name'],
    ['register-user', registerUser, { ...person, password: 12 }, 'body.password'],
    ['register-user', registerUser, { ...person, password: 'x'.repeat(257) }, 'body.password'],
    ['confirm-user', confirmUser, { ...confirmation, code: 'abcdef' }, 'body.code'],
    ['confirm-user', confirmUser, { ...confirmation, code: 123456 }, 'body.code'],
    ['create-session', createSession, { ...session, password: '' }, 'body.password'],
    ['create-session', createSession, { ...session, email: ['ada@example.com'] }, 'body.email'],
    ['refresh-session', refreshSession, { refreshToken: 'with spaces' }, 'body.refreshToken'],
    ['refresh-session', refreshSession, { refreshToken: 'x'.repeat(4097) }, 'body.refreshToken'],
    ['delete-session', deleteSession, { refreshToken: '' }, 'body.refreshToken'],
    ['request-password-reset', requestPasswordReset, { email: 'ada' }, 'body.email'],
    ['confirm-password-reset', confirmPasswordReset, { ...confirmation, password: '' }, 'body.password'],
    ['confirm-password-reset', confirmPasswordReset, { ...session, code: '12 34' }, 'body.code'],
    ['create-address', createAddress, { ...address, country: 'gb' }, 'body.country'],
    ['create-address', createAddress, { ...address, line2: '' }, 'body.line2'],
    ['create-address', createAddress, { ...address, default: 'yes' }, 'body.default'],
    ['answer-challenge', answerChallenge, { session: 'a b', code: '123456' }, 'body.session'],
    ['answer-challenge', answerChallenge, { session: 'a.b', code: '12345' }, 'body.code'],
    ['confirm-totp', confirmTotp, { code: 123456 }, 'body.code'],
    ['delete-totp', deleteTotp, { password: '' }, 'body.password'],
    ['update-address', updateAddress, { city: null }, 'body.city'],
    ['update-address', updateAddress, { id: 'adr_1' }, 'body.id'],
    ['update-profile', updateProfile, { name: '  ' }, 'body.name'],
    ['update-profile', updateProfile, { name: 'Ada', email: 'other@example.com' }, 'body.email'],
  ] satisfies [string, HttpHandler, unknown, string][])(
    '%s names the wrong field',
    async (name, handler, body, path) => {
      const answer = await invoke(handler, httpSample(name, { body }));
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ path }] } });
    },
  );

  it('are not repeated in the answer', async () => {
    const body = { ...person, password: ['a-secret-password'] };
    const answer = await invoke(registerUser, httpSample('register-user', { body }));
    expect(JSON.stringify(answer)).not.toContain('a-secret-password');
  });
});

describe('rules', () => {
  it('register-user says what is wrong with a password', async () => {
    const body = { ...person, password: 'Password123' };
    const answer = await invoke(registerUser, httpSample('register-user', { body }));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'identity.weak-password', errors: [{ path: 'body.password', code: 'too_common' }] },
    });
  });

  it.each([
    [undefined, 428, 'request.if-match-required'],
    ['1', 400, 'request.invalid'],
    ['"abc"', 412, 'request.stale-version'],
  ])('update-profile answers If-Match %s with %i', async (ifMatch, status, code) => {
    const answer = await invoke(updateProfile, httpSample('update-profile', { headers: { 'if-match': ifMatch } }));
    expect(answer).toMatchObject({ status, body: { code } });
  });
});
