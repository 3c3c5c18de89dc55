/** Keys of AWS; temporary ones come with a session token. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface SigningOptions {
  readonly credentials: SigningCredentials | (() => SigningCredentials | Promise<SigningCredentials>);
  readonly region: string;
  /** `execute-api` unless given. */
  readonly service?: string;
  /** Instead of the platform's `fetch`. */
  readonly fetch?: typeof fetch;
  /** Instead of the system's clock. */
  readonly now?: () => Date;
}

const encoder = new TextEncoder();

/**
 * A `fetch` that signs every request by Signature Version 4, for routes that IAM authorises:
 * `createClient({ baseUrl, fetch: signingFetch({ credentials, region }) })`. Bodies must be text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signingFetch(options: SigningOptions): typeof fetch {
  const { service = 'execute-api', region, now = () => new Date() } = options;
  const send = options.fetch ?? ((...request: Parameters<typeof fetch>) => fetch(...request));

  return async (input, init) => {
    const request = new Request(input, init);
    const credentials = typeof options.credentials === 'function' ? await options.credentials() : options.credentials;
    const body = await request.clone().text();
    const amzDate = now()
      .toISOString()
      .replaceAll(/[:-]|\.\d{3}/g, '');
    const headers = new Headers(request.headers);
    headers.set('x-amz-date', amzDate);
    if (credentials.sessionToken !== undefined) headers.set('x-amz-security-token', credentials.sessionToken);
    const scope = `${amzDate.slice(0, 8)}/${region}/${service}/aws4_request`;
    const url = new URL(request.url);
    const signed = signedHeaders(headers, url.host);
    const names = signed.map(([name]) => name).join(';');
    const canonical = canonicalRequest(request.method, url, signed, names, await sha256(body));
    const text = ['AWS4-HMAC-SHA256', amzDate, scope, await sha256(canonical)].join('\n');
    const signature = hex(await hmac(await signingKey(credentials.secretAccessKey, scope), text));
    headers.set(
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    );
    return send(request.url, {
      method: request.method,
      headers,
      signal: request.signal,
      ...(body === '' ? {} : { body }),
    });
  };
}

/** What no proxy changes on the way: the host, the body's type and AWS's own. */
function signedHeaders(headers: Headers, host: string): (readonly [name: string, value: string])[] {
  const own = [...headers].filter(([name]) => name === 'content-type' || name.startsWith('x-amz-'));
  return [...own, ['host', host] as const].toSorted(([left], [right]) => (left < right ? -1 : 1));
}

function canonicalRequest(
  method: string,
  url: URL,
  headers: readonly (readonly [name: string, value: string])[],
  names: string,
  bodyHash: string,
): string {
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).toSorted();
  return [
    method,
    url.pathname.split('/').map(encoded).join('/'),
    query.join('&'),
    ...headers.map(([name, value]) => `${name}:${value.trim().replaceAll(/ +/g, ' ')}`),
    '',
    names,
    bodyHash,
  ].join('\n');
}

async function signingKey(secret: string, scope: string): Promise<ArrayBuffer> {
  let key: ArrayBuffer | Uint8Array<ArrayBuffer> = encoder.encode(`AWS4${secret}`);
  for (const part of scope.split('/')) key = await hmac(key, part);
  return new Uint8Array(key).buffer;
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function sha256(text: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

async function hmac(key: ArrayBuffer | Uint8Array<ArrayBuffer>, text: string): Promise<ArrayBuffer> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return crypto.subtle.sign('HMAC', imported, encoder.encode(text));
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
