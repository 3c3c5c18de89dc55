import { createClient, type Client, type IncomingResponse } from '@tradewind/client';
import { baseUrl, type Call } from './api.ts';
import { expectDeclared, routeOf } from './contract.ts';

function checkContract({ method, url, status, headers, body }: IncomingResponse): void {
  const route = routeOf(method, new URL(url).pathname);
  const type = headers.get('content-type') ?? '';
  const parsed: unknown = type.includes('json') && body !== '' ? JSON.parse(body) : body;
  if (route !== undefined) expectDeclared(route, status, type, parsed);
}

/**
 * A client of the system under test, for one person, with a token or cart token that was got elsewhere; every answer is
 * checked against the contract.
 */
export function client({ token, cartToken }: Pick<Call, 'token' | 'cartToken'> = {}): Client {
  return createClient({
    baseUrl: baseUrl(),
    cartToken,
    retry: { maxAttempts: 1 },
    onRequest: ({ headers }) => {
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    },
    onResponse: checkContract,
  });
}
