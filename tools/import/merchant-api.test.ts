import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { adminSession } from './admin-session.ts';
import { merchantApi } from './merchant-api.ts';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

interface Seen {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that gives these answers in turn, the last one for ever. */
async function serverWith(...answers: readonly Answer[]) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { status, body = {}, headers = {} } = answers[Math.min(seen.length, answers.length - 1)] ?? { status: 500 };
      seen.push({ line: `${request.method} ${request.url}`, headers: request.headers });
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { baseUrl: `http://127.0.0.1:${address.port}`, seen };
}

function apiAt(baseUrl: string, renew?: () => Promise<void>) {
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  const token = { current: () => 'token', ...(renew === undefined ? {} : { renew }) };
  return { waits, api: merchantApi({ baseUrl, token, wait, attempts: 3 }) };
}

const problem = (status: number, code: string) => ({
  status,
  body: { type: 'about:blank', title: 'x', status, code, detail: 'The detail.', requestId: 'r' },
});
const stock = { status: 201, body: { sku: 'S', available: 1, locations: [] } };

describe('merchantApi', () => {
  it('waits and tries again, with the same key, when it is throttled', async () => {
    const { baseUrl, seen } = await serverWith(
      { status: 429, headers: { 'retry-after': '2' } },
      { status: 503 },
      stock,
    );
    const { api, waits } = apiAt(baseUrl);
    expect(await api.openStock('S', 'london', 1)).toBe('stocked');
    expect(seen.map(({ line }) => line)).toEqual(Array(3).fill('POST /v1/stock/S/adjustments'));
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(seen[0]?.headers.authorization).toBe('Bearer token');
    expect(waits[0]).toBe(2000);
    expect(waits).toHaveLength(2);
  });

  it('gives up after its attempts', async () => {
    const { baseUrl, seen } = await serverWith({ status: 503 });
    await expect(apiAt(baseUrl).api.openStock('S', 'london', 1)).rejects.toMatchObject({ status: 503 });
    expect(seen).toHaveLength(3);
  });

  it('takes stock that was opened before for done, and any other refusal for an error', async () => {
    const stocked = await serverWith(problem(409, 'inventory.already-stocked'));
    expect(await apiAt(stocked.baseUrl).api.openStock('S', 'london', 1)).toBe('already-stocked');
    const refused = await serverWith(problem(422, 'inventory.wrong-direction'));
    await expect(apiAt(refused.baseUrl).api.openStock('S', 'london', 1)).rejects.toMatchObject({
      code: 'inventory.wrong-direction',
      message: 'The detail.',
    });
    expect(refused.seen).toHaveLength(1);
  });

  it('knows no location of a SKU without stock', async () => {
    const { baseUrl } = await serverWith(problem(404, 'inventory.stock-not-found'));
    expect(await apiAt(baseUrl).api.stockedLocations('S')).toEqual(new Set());
  });

  it('renews a token that has run out, once for a call', async () => {
    const { baseUrl } = await serverWith({ status: 401 }, stock);
    let renewals = 0;
    const renew = async () => {
      renewals += 1;
    };
    expect(await apiAt(baseUrl, renew).api.openStock('S', 'london', 1)).toBe('stocked');
    const refusing = await serverWith({ status: 401 });
    await expect(apiAt(refusing.baseUrl, renew).api.openStock('S', 'london', 1)).rejects.toMatchObject({ status: 401 });
    expect(renewals).toBe(2);
  });

  it('says where nothing answers', async () => {
    await expect(apiAt('http://127.0.0.1:1').api.upsert([])).rejects.toThrow('No answer from http://127.0.0.1:1.');
  });
});

describe('adminSession', () => {
  const credentials = { email: 'admin@tradewind.test', password: 'secret' };

  it('logs in, and in again to renew', async () => {
    const { baseUrl } = await serverWith(
      { status: 200, body: { accessToken: 'one' } },
      { status: 200, body: { accessToken: 'two' } },
    );
    const token = await adminSession(baseUrl, credentials);
    expect(token.current()).toBe('one');
    await Promise.all([token.renew?.(), token.renew?.()]);
    expect(token.current()).toBe('two');
  });

  it.each<[string, Answer, string]>([
    ['a wrong password', { status: 401 }, 'The login of admin@tradewind.test was refused (401).'],
    ['a second factor', { status: 200, body: { challenge: 'mfa' } }, 'asks for a second factor'],
  ])('explains %s', async (_, answer, message) => {
    const { baseUrl } = await serverWith(answer);
    await expect(adminSession(baseUrl, credentials)).rejects.toThrow(message);
  });

  it('explains a shop that is not running', async () => {
    await expect(adminSession('http://127.0.0.1:1', credentials)).rejects.toThrow(
      'Nothing answers at http://127.0.0.1:1. Start Tradewind',
    );
  });
});
