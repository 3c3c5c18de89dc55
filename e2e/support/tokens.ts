import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';

const Section = z.record(z.string(), z.unknown());
const StoredKey = z.object({ pem: z.string() });

type Claims = Readonly<Record<string, unknown>>;

function section(token: string, index: number): Claims {
  return Section.parse(JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString('utf8')));
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signed(header: Claims, claims: Claims, key: KeyObject): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

/** The embedded user pool's own key, from the store of the system under test, to make every kind of token. */
function poolKey(): KeyObject {
  const dataDir = process.env['TRADEWIND_E2E_DATA_DIR'];
  if (dataDir === undefined) throw new Error('TRADEWIND_E2E_DATA_DIR is not set: the global setup did not run.');
  const store = new DatabaseSync(path.join(dataDir, 'cloud.sqlite'), { readOnly: true });
  const { pem } = StoredKey.parse(store.prepare('SELECT pem FROM cognito_keys').get());
  store.close();
  return createPrivateKey(pem);
}

/** Tokens that look like the given one and must all be refused, by what is wrong with them. */
export function forgeries(token: string): Readonly<Record<string, string>> {
  const header = section(token, 0);
  const claims = section(token, 1);
  const [head = '', , signature = ''] = token.split('.');
  const now = Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const promoted = { ...claims, 'cognito:groups': ['admin', 'owner'] };
  return {
    'no token at all': 'not-a-token',
    'another signature': `${token.slice(0, -8)}AAAAAAAA`,
    'changed claims under the old signature': `${head}.${encode(promoted)}.${signature}`,
    'the algorithm none': `${encode({ ...header, alg: 'none' })}.${encode(promoted)}.`,
    'the key of a stranger': signed(header, promoted, stranger),
    'an end in the past': signed(header, { ...claims, iat: now - 7200, exp: now - 3600 }, poolKey()),
    'another client': signed(header, { ...claims, client_id: 'another', aud: 'another' }, poolKey()),
    'another issuer': signed(header, { ...claims, iss: 'http://127.0.0.1:1/us-east-1_Other' }, poolKey()),
  };
}

/** The claims of a token, unverified. */
export function claimsOf(token: string): Claims {
  return section(token, 1);
}
