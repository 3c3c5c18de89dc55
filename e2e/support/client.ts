import { createClient, type Client, type IncomingResponse } from '@tradewind/client';
import { baseUrl, type Call } from './api.ts';
import { expectDeclared, routeOf } from './contract.ts';

function checkContract({ method, url, status, headers, body }: IncomingResponse): void {
  const route = routeOf(method, new URL(url).pathname);
  const type = headers.get('content-type') ?? '';
  const parsed: unknown = type.includes('json') && body !== '' ? JSON.parse(body) : body;
  if (route !== undefined) expectDeclared(route, status, type, parsed);
}

export interface ClientCredentials extends Pick<Call, 'token' | 'cartToken'> {
  readonly partnerKey?: string;
}

/**
 * A client of the system under test, for one person, with credentials that were got elsewhere; every answer is checked
 * against the contract.
 */
export function client({ token, cartToken, partnerKey }: ClientCredentials = {}): Client {
  return createClient({
    baseUrl: baseUrl(),
    cartToken,
    partnerKey,
    retry: { maxAttempts: 1 },
    onRequest: ({ headers }) => {
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    },
    onResponse: checkContract,
  });
}
