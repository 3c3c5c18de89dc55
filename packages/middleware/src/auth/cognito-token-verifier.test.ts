import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { cognitoTokenVerifier } from './cognito-token-verifier.ts';
import type { TokenVerifier } from './token-verifier.ts';

const CLIENT_ID = 'client-1';
const good = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

let server: Server;
let issuer: string;
let downloads = 0;
let status = 200;
let verifier: TokenVerifier;

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function claims(overrides: object = {}): object {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    token_use: 'access',
    client_id: CLIENT_ID,
    username: 'usr_1',
    'cognito:groups': ['shopper'],
    iat: now,
    exp: now + 900,
    ...overrides,
  };
}

function token(payload: object, header: object = {}, key: KeyObject = good.privateKey): string {
  const signed = `${part({ alg: 'RS256', kid: 'key-1', ...header })}.${part(payload)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

beforeAll(async () => {
  const jwk = { ...good.publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' };
  server = createServer((_, response) => {
    downloads += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/us-east-1_Local0001`;
  verifier = cognitoTokenVerifier({ issuer, clientId: CLIENT_ID });
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

describe('cognitoTokenVerifier', () => {
  it('answers who the bearer is, fetching the keys once', async () => {
    await expect(verifier.verify(token(claims()))).resolves.toEqual({ userId: 'usr_1', groups: ['shopper'] });
    await expect(verifier.verify(token(claims({ 'cognito:groups': undefined })))).resolves.toMatchObject({
      groups: [],
    });
    expect(downloads).toBe(1);
  });

  it.each<[string, () => string]>([
    ['expired', () => token(claims({ exp: Math.floor(Date.now() / 1000) - 1 }))],
    ['not yet valid', () => token(claims({ nbf: Math.floor(Date.now() / 1000) + 600 }))],
    ['of another issuer', () => token(claims({ iss: 'https://cognito-idp.us-east-1.amazonaws.com/other' }))],
    ['of another client', () => token(claims({ client_id: 'client-2' }))],
    ['an id token', () => token(claims({ token_use: 'id', aud: CLIENT_ID }))],
    ['without a username', () => token(claims({ username: undefined }))],
    ['signed by a foreign key', () => token(claims(), {}, foreign.privateKey)],
    ['of an unknown key', () => token(claims(), { kid: 'key-2' })],
    ['of an unknown key, again', () => token(claims(), { kid: 'key-3' })],
    ['altered after signing', () => token(claims()).replace(/\.[^.]+\./, `.${part(claims({ username: 'usr_2' }))}.`)],
    ['unsigned, alg none', () => `${part({ alg: 'none', kid: 'key-1' })}.${part(claims())}.`],
    ['unsigned, alg None', () => `${part({ alg: 'None', kid: 'key-1' })}.${part(claims())}.`],
    ['without its signature', () => token(claims()).replace(/[^.]+$/, '')],
    ['no token at all', () => 'not.a.token'],
    ['empty', () => ''],
    [
      'signed with the public key as an HMAC secret',
      () => {
        const signed = `${part({ alg: 'HS256', kid: 'key-1' })}.${part(claims())}`;
        const secret = good.publicKey.export({ type: 'spki', format: 'pem' });
        return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      },
    ],
  ])('refuses a token that is %s', async (_, make) => {
    await expect(verifier.verify(make())).rejects.toMatchObject({
      kind: 'unauthenticated',
      code: 'auth.invalid-token',
    });
  });

  it('lets tokens of made-up keys ask the issuer no more than once', async () => {
    const before = downloads;
    const fresh = cognitoTokenVerifier({ issuer, clientId: CLIENT_ID });
    for (const kid of ['a', 'b', 'c']) await fresh.verify(token(claims(), { kid })).catch(() => {});
    expect(downloads).toBe(before + 1);
  });

  it('does not call a token invalid when the keys cannot be had', async () => {
    status = 500;
    const fresh = cognitoTokenVerifier({ issuer, clientId: CLIENT_ID });
    const refused = { kind: 'unavailable', code: 'service.unavailable', retryAfter: 1 };
    await expect(fresh.verify(token(claims()))).rejects.toMatchObject(refused);
    status = 200;
    await expect(fresh.verify(token(claims()))).resolves.toMatchObject({ userId: 'usr_1' });
    const nowhere = cognitoTokenVerifier({ issuer: 'http://127.0.0.1:9/pool', clientId: CLIENT_ID });
    const elsewhere = token(claims({ iss: 'http://127.0.0.1:9/pool' }));
    await expect(nowhere.verify(elsewhere)).rejects.toMatchObject(refused);
  });
});
