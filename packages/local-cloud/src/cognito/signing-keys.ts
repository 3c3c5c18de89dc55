import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { Store } from '../store.ts';

const MODULUS_BITS = 2048;

interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: object;
}

/** The pool's RSA key: made on first use and kept in the store, so that nobody else's tokens are ever valid here. */
export class SigningKeys {
  readonly #stored;
  readonly #insert;
  #key: Promise<SigningKey> | undefined;

  constructor(store: Store) {
    store.define('CREATE TABLE IF NOT EXISTS cognito_keys (id INTEGER PRIMARY KEY, pem TEXT NOT NULL)');
    this.#stored = store.query('SELECT pem FROM cognito_keys WHERE id = 1', z.object({ pem: z.string() }));
    this.#insert = store.command('INSERT OR IGNORE INTO cognito_keys VALUES (1, :pem)');
  }

  /** A JWT signed with RS256. */
  async signJwt(claims: object): Promise<string> {
    const { kid, privateKey } = await this.#current();
    const head = encode({ alg: 'RS256', kid, typ: 'JWT' });
    const content = `${head}.${encode(claims)}`;
    return `${content}.${sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url')}`;
  }

  /** The claims of a token of this key; undefined for anything else. */
  async claimsOf(token: string): Promise<unknown> {
    const [head = '', claims = '', signature = ''] = token.split('.');
    const { privateKey } = await this.#current();
    const content = Buffer.from(`${head}.${claims}`);
    const isOurs = verify('RSA-SHA256', content, createPublicKey(privateKey), Buffer.from(signature, 'base64url'));
    return isOurs ? JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) : undefined;
  }

  async jwks(): Promise<{ keys: object[] }> {
    return { keys: [(await this.#current()).jwk] };
  }

  #current(): Promise<SigningKey> {
    this.#key ??= this.#load();
    return this.#key;
  }

  async #load(): Promise<SigningKey> {
    const pem = this.#stored.get()?.pem ?? (await this.#create());
    const privateKey = createPrivateKey(pem);
    const { n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
    const kid = createHash('sha256').update(String(n)).digest('base64url').slice(0, 16);
    return { kid, privateKey, jwk: { kty: 'RSA', alg: 'RS256', use: 'sig', kid, n, e } };
  }

  async #create(): Promise<string> {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS });
    this.#insert.run({ pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() });
    return this.#stored.get()?.pem ?? '';
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
