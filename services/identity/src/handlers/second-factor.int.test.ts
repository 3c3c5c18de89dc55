import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { createHmac } from 'node:crypto';
import { lastCode } from '../test-support/mailbox.ts';
import { httpSample, invoke, type Answer, type Changes } from '../test-support/samples.ts';
import { handler as answerChallenge } from './answer-challenge.ts';
import { handler as confirmTotp } from './confirm-totp.ts';
import { handler as confirmUser } from './confirm-user.ts';
import { handler as createSession } from './create-session.ts';
import { handler as createTotp } from './create-totp.ts';
import { handler as deleteTotp } from './delete-totp.ts';
import { handler as registerUser } from './register-user.ts';

const handlers = {
  'register-user': registerUser,
  'confirm-user': confirmUser,
  'create-session': createSession,
  'create-totp': createTotp,
  'confirm-totp': confirmTotp,
  'delete-totp': deleteTotp,
  'answer-challenge': answerChallenge,
};
const password = 'correct horse battery';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'identity'], functions: false });
  process.env['TABLE_NAME'] = 'tradewind-identity-dev';
  process.env['USER_POOL_ID'] = 'us-east-1_Local0001';
  process.env['USER_POOL_CLIENT_ID'] = 'tradewindlocalclient';
  process.env['LOG_LEVEL'] = 'silent';
});

afterAll(() => cloud.close());

const call = (name: keyof typeof handlers, changes: Changes = {}) => invoke(handlers[name], httpSample(name, changes));
const field = ({ body }: Answer, name: string) => String(Object(body)[name]);

/** RFC 6238 as an authenticator app computes it, `steps` of 30 seconds away from now. */
function appCode(secret: string, steps = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(secret, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const wrongCode = (secret: string) => appCode(secret, 50);
const challengeOf = ({ body }: Answer) => String(Object(Object(body).challenge).session);

async function signedIn() {
  const email = `${newId('usr').toLowerCase()}@example.com`;
  await call('register-user', { body: { name: 'Ada', email, password } });
  await call('confirm-user', { body: { email, code: lastCode(cloud, email) } });
  const token = field(await call('create-session', { body: { email, password } }), 'accessToken');
  const { username } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const own = {
    claims: { username: String(username), token_use: 'access' },
    headers: { authorization: `Bearer ${token}` },
  };
  return { email, own, signIn: () => call('create-session', { body: { email, password } }) };
}

async function enrolled() {
  const user = await signedIn();
  const secret = field(await call('create-totp', user.own), 'secret');
  const confirmed = await call('confirm-totp', { ...user.own, body: { code: appCode(secret, -1) } });
  expect(confirmed.status).toBe(204);
  return { ...user, secret };
}

const answer = (session: string, code: string) => call('answer-challenge', { body: { session, code } });

describe('a second factor', () => {
  it('is enrolled, asked for after the password, and given up with the password', async () => {
    const { email, own, signIn, secret } = await enrolled();
    const challenge = await signIn();
    expect(challenge).toMatchObject({ status: 200, body: { challenge: { name: 'totp' } } });
    const signedInAgain = await answer(challengeOf(challenge), appCode(secret));
    expect(signedInAgain).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 900 } });
    const again = await call('create-totp', own);
    expect(again).toMatchObject({ status: 409, body: { code: 'identity.totp-enabled' } });

    const wrong = await call('delete-totp', { ...own, body: { password: 'wrong password' } });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'identity.invalid-credentials' } });
    expect((await call('delete-totp', { ...own, body: { password } })).status).toBe(204);
    await expect(signIn()).resolves.toMatchObject({ body: { tokenType: 'Bearer' } });
    expect(email).toContain('@');
  });

  it('tells the app the account in its URI, and changes nothing until confirmed', async () => {
    const { email, own, signIn } = await signedIn();
    const begun = await call('create-totp', own);
    expect(begun).toMatchObject({ status: 201, body: { uri: expect.stringContaining(encodeURIComponent(email)) } });
    const secret = field(begun, 'secret');
    const refused = await call('confirm-totp', { ...own, body: { code: wrongCode(secret) } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'identity.invalid-code' } });
    await expect(signIn()).resolves.toMatchObject({ body: { tokenType: 'Bearer' } });
  });

  it('cannot be confirmed before it was begun', async () => {
    const { own } = await signedIn();
    const early = await call('confirm-totp', { ...own, body: { code: '123456' } });
    expect(early).toMatchObject({ status: 409, body: { code: 'identity.totp-not-begun' } });
  });

  it('takes a code once', async () => {
    const { signIn, secret } = await enrolled();
    const code = appCode(secret);
    expect((await answer(challengeOf(await signIn()), code)).status).toBe(200);
    const replayed = await answer(challengeOf(await signIn()), code);
    expect(replayed).toMatchObject({ status: 422, body: { code: 'identity.invalid-code' } });
  });

  it('locks after wrong codes, also for the right one', async () => {
    const { signIn, secret } = await enrolled();
    const session = challengeOf(await signIn());
    for (let guess = 0; guess < 5; guess += 1) {
      await expect(answer(session, wrongCode(secret))).resolves.toMatchObject({ status: 422 });
    }
    const locked = await answer(session, appCode(secret));
    expect(locked).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
  });

  it('belongs to one user: another one’s challenge, or none, opens nothing', async () => {
    const [first, second] = [await enrolled(), await enrolled()];
    const session = challengeOf(await first.signIn());
    const stolen = session.replace(/^[^.]+/, second.own.claims.username);
    for (const sealed of [stolen, 'no-challenge', `${first.own.claims.username}.made-up`]) {
      const refused = await answer(sealed, appCode(second.secret));
      expect(refused).toMatchObject({ status: 401, body: { code: 'identity.invalid-challenge' } });
    }
  });
});

describe('sample events', () => {
  it.each([
    ['create-totp', 404],
    ['confirm-totp', 401],
    ['delete-totp', 404],
    ['answer-challenge', 401],
  ] as const)('of %s is answered %i on an empty system', async (name, status) => {
    await expect(call(name)).resolves.toMatchObject({ status });
  });
});
