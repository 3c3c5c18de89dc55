import { describe, expect, it } from '@jest/globals';
import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { TokenAuthorizer } from './token-authorizer.ts';

const ISSUER = 'http://127.0.0.1:4566/us-east-1_Local0001';
const CLIENT = 'tradewindlocalclient';
const now = Math.floor(Date.now() / 1000);
const pool = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const valid = {
  iss: ISSUER,
  client_id: CLIENT,
  token_use: 'access',
  username: 'usr_1',
  'cognito:groups': ['admin'],
  iat: now,
  exp: now + 900,
};

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(
  claims: object,
  { key = pool.privateKey, header = {} }: { key?: KeyObject; header?: object } = {},
): string {
  const content = `${encode({ alg: 'RS256', kid: 'pool', ...header })}.${encode(claims)}`;
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`;
}

function authorizer(): { authorizer: TokenAuthorizer; fetches: () => number } {
  let fetches = 0;
  const jwk = { ...pool.publicKey.export({ format: 'jwk' }), kid: 'pool', alg: 'RS256', use: 'sig' };
  const fetchJwks = async () => {
    fetches += 1;
    return { keys: [jwk] };
  };
  return { authorizer: new TokenAuthorizer({ issuer: ISSUER, clientId: CLIENT, fetchJwks }), fetches: () => fetches };
}

describe('authorize', () => {
  it.each(['Bearer ', 'bearer ', ''])('takes a valid access token after "%s"', async (scheme) => {
    const answer = await authorizer().authorizer.authorize(`${scheme}${token(valid)}`);
    expect(answer).toEqual({
      claims: { ...valid, iat: String(now), exp: String(now + 900), 'cognito:groups': '[admin]' },
    });
  });

  it('asks for keys once', async () => {
    const { authorizer: gate, fetches } = authorizer();
    for (let call = 0; call < 3; call += 1) await gate.authorize(`Bearer ${token(valid)}`);
    expect(fetches()).toBe(1);
  });

  const unsigned = `${encode({ alg: 'none', kid: 'pool' })}.${encode(valid)}.`;
  const symmetric = `${encode({ alg: 'HS256', kid: 'pool' })}.${encode(valid)}`;
  const publicKey = pool.publicKey.export({ format: 'pem', type: 'spki' });
  const mac = createHmac('sha256', publicKey).update(symmetric).digest('base64url');

  it.each([
    ['one that has expired', token({ ...valid, exp: now - 1 })],
    ['one that begins later', token({ ...valid, nbf: now + 600 })],
    ['another issuer', token({ ...valid, iss: 'http://127.0.0.1:4566/us-east-1_Other' })],
    ['another client', token({ ...valid, client_id: 'another' })],
    ['an ID token', token({ ...valid, token_use: 'id', client_id: undefined, aud: CLIENT })],
    ["a stranger's key", token(valid, { key: stranger.privateKey })],
    ['an unknown key', token(valid, { header: { kid: 'unknown' } })],
    ['the algorithm none', unsigned],
    ['the public key as a shared secret', `${symmetric}.${mac}`],
    [
      'changed claims',
      `${token(valid).split('.')[0]}.${encode({ ...valid, username: 'usr_2' })}.${token(valid).split('.')[2]}`,
    ],
    ['no token', 'nonsense'],
    ['its parts the wrong way round', token(valid).split('.').toReversed().join('.')],
  ])('refuses %s', async (_, forged) => {
    const answer = await authorizer().authorizer.authorize(`Bearer ${forged}`);
    // Printable, since it becomes a header.
    expect(answer).toEqual({ challenge: expect.stringMatching(/^[\x20-\x7e]*error="invalid_token"[\x20-\x7e]*$/) });
  });

  it('does not ask for keys over and over because of unknown ones', async () => {
    const { authorizer: gate, fetches } = authorizer();
    for (const kid of ['a', 'b', 'c']) await gate.authorize(`Bearer ${token(valid, { header: { kid } })}`);
    expect(fetches()).toBe(1);
  });

  it('asks who you are when there is no header', async () => {
    expect(await authorizer().authorizer.authorize(undefined)).toEqual({ challenge: 'Bearer' });
  });
});
