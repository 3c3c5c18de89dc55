import { signingFetch, type SigningCredentials } from '@tradewind/client';
import { expectDeclared, routeOf } from './contract.ts';

export interface Call {
  readonly token?: string;
  readonly cartToken?: string;
  readonly key?: string;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Signs the request for routes that IAM authorises. */
  readonly signedBy?: SigningCredentials;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly rawBody?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The address of the system under test, set by the global setup. */
export function baseUrl(): string {
  const url = process.env['TRADEWIND_URL'];
  if (url === undefined) throw new Error('TRADEWIND_URL is not set: the global setup did not run.');
  return url;
}

function headersOf(call: Call): Record<string, string> {
  const headers: Record<string, string> = {};
  if (call.body !== undefined || call.rawBody !== undefined) headers['content-type'] = 'application/json';
  if (call.token !== undefined) headers['authorization'] = `Bearer ${call.token}`;
  if (call.cartToken !== undefined) headers['x-cart-token'] = call.cartToken;
  if (call.key !== undefined) headers['idempotency-key'] = call.key;
  if (call.ifMatch !== undefined) headers['if-match'] = call.ifMatch;
  return { ...headers, ...call.headers };
}

function parsed(text: string, contentType: string): unknown {
  if (text === '') return undefined;
  return /json/.test(contentType) ? JSON.parse(text) : text;
}

/** One HTTP call to the front door. Throws if the answer is not one that the contract declares. */
export async function request(method: string, path: string, call: Call = {}, url = baseUrl()): Promise<Answer> {
  const body = call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const send = call.signedBy === undefined ? fetch : signingFetch({ credentials: call.signedBy, region: 'us-east-1' });
  const response = await send(`${url}${path}`, {
    method,
    headers: headersOf(call),
    ...(body === undefined ? {} : { body }),
  });
  const contentType = response.headers.get('content-type') ?? '';
  const answer = {
    status: response.status,
    headers: response.headers,
    body: parsed(await response.text(), contentType),
  };
  const route = routeOf(method, path.split('?')[0] ?? path);
  if (route !== undefined) expectDeclared(route, answer.status, contentType, answer.body);
  return answer;
}
