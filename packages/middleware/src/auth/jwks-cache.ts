import { DomainError } from '@tradewind/kernel';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 256 * 1024;
/** How long the keys are not asked for again after a token named a key that the issuer does not have. */
const UNKNOWN_KEY_PAUSE_MS = 10_000;

function unavailable(cause: unknown): DomainError {
  return new DomainError('unavailable', 'service.unavailable', 'Tokens cannot be verified at the moment.', {
    retryAfter: 1,
    cause,
  });
}

/**
 * The body at a URL, http for the local cloud included. Not `fetch`: on Node 24 that loads undici, 45 ms of a cold
 * start. Rejects with `service.unavailable`.
 */
function download(uri: string): Promise<ArrayBuffer> {
  const get = uri.startsWith('https:') ? getSecure : getPlain;
  return new Promise((resolve, reject) => {
    const request = get(uri, { timeout: TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BYTES) request.destroy(new Error('The key set is too large.'));
        else chunks.push(chunk);
      });
      response.on('error', (error) => reject(unavailable(error)));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Uint8Array.from(Buffer.concat(chunks)).buffer);
        else reject(unavailable(new Error(`The key set was answered with ${response.statusCode}.`)));
      });
    });
    request.on('timeout', () => request.destroy(new Error('The key set was not answered in time.')));
    request.on('error', (error) => reject(unavailable(error)));
  });
}

/**
 * The issuer's signing keys, fetched once and again when a token names an unknown one. Tokens with made-up key ids
 * cannot drive requests to the issuer: after a miss it is left alone for a while, and such tokens are just invalid.
 */
export function jwksCache(): SimpleJwksCache {
  let pausedUntil = 0;
  return new SimpleJwksCache({
    fetcher: { fetch: download },
    penaltyBox: {
      wait: async () => {
        if (Date.now() < pausedUntil) throw new Error('The token names a key that the issuer does not have.');
      },
      registerFailedAttempt: () => {
        pausedUntil = Date.now() + UNKNOWN_KEY_PAUSE_MS;
      },
      registerSuccessfulAttempt: () => {
        pausedUntil = 0;
      },
    },
  });
}
