import { describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { signingFetch, type SigningCredentials } from './signing-fetch.ts';

const NOW = new Date('2026-01-31T09:30:00Z');
const CREDENTIALS = { accessKeyId: 'ASIATHEOPERATORSKEY0', secretAccessKey: 'secret' } satisfies SigningCredentials;

type Data = string | ArrayBuffer | ArrayBufferView;

function bytes(data: Data): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

/** SHA-256 in the form in which the SDK's signer takes it. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }
  update(data: Data): void {
    this.#hash.update(bytes(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error('A hash is used once.');
  }
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function signedByUs(
  { method, path, query = {}, body }: Asked,
  credentials: SigningCredentials = CREDENTIALS,
): Promise<Headers> {
  let headers = new Headers();
  const send = signingFetch({
    credentials,
    region: 'eu-west-1',
    now: () => NOW,
    fetch: async (input, init) => {
      headers = new Request(input, init).headers;
      return new Response();
    },
  });
  const search = new URLSearchParams(query).toString();
  const url = `https://api.example.com${path}${search === '' ? '' : `?${search}`}`;
  const json = { 'content-type': 'application/json' };
  await send(url, { method, ...(body === undefined ? {} : { body, headers: json }) });
  return headers;
}

async function signedBySdk({ method, path, query = {}, body }: Asked): Promise<string | undefined> {
  const signer = new SignatureV4({
    service: 'execute-api',
    region: 'eu-west-1',
    credentials: CREDENTIALS,
    sha256: Sha256,
    applyChecksum: false,
  });
  const headers = { host: 'api.example.com', ...(body !== undefined && { 'content-type': 'application/json' }) };
  const request = { method, protocol: 'https:', hostname: 'api.example.com', path, query, headers, body };
  const signed = await signer.sign(request, { signingDate: NOW });
  return signed.headers['authorization'];
}

describe('signingFetch', () => {
  it.each<[string, Asked]>([
    ['a body', { method: 'POST', path: '/internal/v1/orders/ord_1/resolution', body: '{"action":"retry"}' }],
    ['nothing but a path', { method: 'GET', path: '/v1/orders' }],
    ['a query', { method: 'GET', path: '/v1/orders', query: { b: '2', a: 'two words', c: "it's (*)" } }],
    ['characters beyond ASCII', { method: 'GET', path: '/v1/caf%C3%A9', query: { q: '☃' } }],
  ])("signs %s as AWS's own signer does", async (_, asked) => {
    expect((await signedByUs(asked)).get('authorization')).toBe(await signedBySdk(asked));
  });

  it('signs a session token along', async () => {
    const headers = await signedByUs({ method: 'GET', path: '/' }, { ...CREDENTIALS, sessionToken: 'session' });
    expect(headers.get('x-amz-security-token')).toBe('session');
    expect(headers.get('authorization')).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token,');
  });

  it('asks for credentials anew with every request', async () => {
    let asked = 0;
    const credentials = () => ({ ...CREDENTIALS, accessKeyId: `KEY${(asked += 1)}` });
    const send = signingFetch({ credentials, region: 'eu-west-1', fetch: async () => new Response() });
    await send('https://api.example.com/');
    await send('https://api.example.com/');
    expect(asked).toBe(2);
  });
});
