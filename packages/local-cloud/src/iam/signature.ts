import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as its signature covers it. */
export interface SignedRequest {
  readonly method: string;
  /** As received: path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Who signed, or why the signature does not hold, in AWS's words. */
export type SignatureVerdict =
  | { readonly accessKeyId: string }
  | {
      readonly refused: 'MISSING_AUTHENTICATION_TOKEN' | 'INVALID_SIGNATURE' | 'EXPIRED_TOKEN';
      readonly message: string;
    };

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/\s,]+)\/(\d{8})\/([^/\s,]+)\/([^/\s,]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;
const TOLERANCE_MS = 5 * 60_000;

/**
 * Verifies a request signed for `service` by Signature Version 4; every key of this machine has the same secret.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(request: SignedRequest, service: string, secret: string, now: Date): SignatureVerdict {
  const { authorization } = request.headers;
  if (authorization === undefined || authorization === '') {
    return { refused: 'MISSING_AUTHENTICATION_TOKEN', message: 'Missing Authentication Token' };
  }
  const [, accessKeyId, date, region, scopeService, signedHeaders, signature] = AUTHORIZATION.exec(authorization) ?? [];
  const amzDate = single(request.headers['x-amz-date']);
  if (accessKeyId === undefined || date === undefined || region === undefined || signature === undefined) {
    return invalid("Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
  }
  if (scopeService !== service) return invalid(`Credential should be scoped to correct service: '${service}'.`);
  if (signedHeaders?.split(';').includes('host') !== true) return invalid("'Host' must be a 'SignedHeader'.");
  const sentAt = instantOf(amzDate);
  if (!amzDate.startsWith(date) || Number.isNaN(sentAt))
    return invalid('Date in Credential scope does not match X-Amz-Date.');
  if (Math.abs(now.getTime() - sentAt) > TOLERANCE_MS) {
    return { refused: 'EXPIRED_TOKEN', message: `Signature expired: ${amzDate} is not within five minutes of now.` };
  }
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', amzDate, scope, sha256(canonicalRequest(request, signedHeaders))].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  if (timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'))) return { accessKeyId };
  return invalid(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  );
}

function invalid(message: string): SignatureVerdict {
  return { refused: 'INVALID_SIGNATURE', message };
}

function canonicalRequest({ method, url, headers, body }: SignedRequest, signedHeaders: string): string {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const names = signedHeaders.split(';');
  return [
    method,
    // Encoded once more, as every service but S3 has it.
    path.split('/').map(encoded).join('/'),
    canonicalQuery(mark === -1 ? '' : url.slice(mark + 1)),
    ...names.map((name) => `${name}:${single(headers[name]).trim().replaceAll(/ +/g, ' ')}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
}

function canonicalQuery(query: string): string {
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.sort().join('&');
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `20260312T190358Z` */
function instantOf(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function single(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(',');
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
