import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tradewind/kernel';
import fc from 'fast-check';
import { middlewareEvent, through } from '../fixtures/http.ts';
import type { Assignable } from '../fixtures/type-equality.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { cors, type CorsOptions } from './cors.ts';

const SHOP = 'https://shop.example';

async function headersFor(origin: string, options: CorsOptions = { origins: [SHOP] }, fail = false) {
  const stack = through([cors(options), respondWithProblems()], () => {
    if (fail) throw new DomainError('conflict', 'a.b', '');
    return { statusCode: 200, headers: {}, body: '' };
  });
  return (await stack(middlewareEvent({ headers: { Origin: origin } }))).headers;
}

describe('cors', () => {
  it.each([false, true])('lets a listed origin read the answer (failed: %s)', async (fail) => {
    expect(await headersFor(SHOP, { origins: [SHOP], credentials: true }, fail)).toMatchObject({
      'Access-Control-Allow-Origin': SHOP,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': expect.stringContaining('etag'),
      Vary: 'Origin',
    });
  });

  it('lets no other origin read it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.webUrl(), fc.string(), fc.constant('null')), async (origin) => {
        fc.pre(origin.toLowerCase() !== SHOP);
        expect(await headersFor(origin)).not.toHaveProperty('Access-Control-Allow-Origin');
      }),
    );
  });

  it('takes a readonly list of origins', () => {
    const readonlyList: Assignable<{ origins: readonly string[] }, CorsOptions> = true;
    expect(readonlyList).toBe(true);
  });
});
