import type { IncomingMessage } from 'node:http';

/** The names of this machine. A page of another site that points its own name at 127.0.0.1 sends that name. */
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * Why the console does not answer this request; undefined when it does. Listening on loopback keeps other machines out;
 * this keeps out what the developer's own browser sends on behalf of other sites (DNS rebinding, forged requests).
 */
export function refusalOf({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site, 'content-type': contentType } = headers;
  if (!LOOPBACK_HOST.test(host)) return 'The console answers only to the names of this machine.';
  if (origin !== undefined && origin !== `http://${host}`) return 'The console answers only to its own page.';
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'The console answers only to its own page.';
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (origin === undefined) return 'An action needs the Origin of the console’s own page.';
  // Not a type that a form can send: another site would have to ask first, and is told no.
  return contentType?.startsWith('application/json') === true ? undefined : 'An action needs a JSON body.';
}
