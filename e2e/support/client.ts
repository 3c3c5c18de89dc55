import { createClient, type Client, type IncomingResponse } from '@tradewind/client';
import { baseUrl } from './api.ts';
import { expectDeclared, routeOf } from './contract.ts';

function checkContract({ method, url, status, headers, body }: IncomingResponse): void {
  const route = routeOf(method, new URL(url).pathname);
  const type = headers.get('content-type') ?? '';
  const parsed: unknown = type.includes('json') && body !== '' ? JSON.parse(body) : body;
  if (route !== undefined) expectDeclared(route, status, type, parsed);
}

/** A client of the system under test, for one person; every answer is checked against the contract. */
export function client(): Client {
  return createClient({ baseUrl: baseUrl(), retry: { maxAttempts: 1 }, onResponse: checkContract });
}
