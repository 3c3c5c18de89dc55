import { describe, expect, it } from '@jest/globals';
import type { MiddlewareObj } from '@middy/core';
import { defineRoute } from '@tradewind/contracts/http/route';
import fc from 'fast-check';
import { middlewareEvent, problemIn, through } from '../fixtures/http.ts';
import type { Assignable } from '../fixtures/type-equality.ts';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { DEFAULT_MAX_BODY_BYTES, limitBody } from './body-limit.ts';

const route = defineRoute({
  service: 'catalog',
  name: 'create-product',
  method: 'POST',
  path: '/v1/products',
  access: 'public',
  summary: '',
  responses: { 204: null },
});

function limited(maxBodyBytes?: number) {
  return through([respondWithProblems(), limitBody(maxBodyBytes === undefined ? route : { ...route, maxBodyBytes })]);
}

function base64Event(bytes: Uint8Array): HttpEvent {
  return { ...middlewareEvent({ body: Buffer.from(bytes).toString('base64') }), isBase64Encoded: true };
}

describe('limitBody', () => {
  it('passes a body of exactly the limit and refuses one byte more', async () => {
    const fitting = await limited()(middlewareEvent({ body: 'x'.repeat(DEFAULT_MAX_BODY_BYTES) }));
    expect(fitting.statusCode).toBe(200);
    const refused = await limited()(middlewareEvent({ body: 'x'.repeat(DEFAULT_MAX_BODY_BYTES + 1) }));
    expect(problemIn(refused)).toMatchObject({ status: 413, code: 'request.too-large' });
  });

  it('counts bytes, not characters, and takes the limit of the route', async () => {
    expect((await limited(6)(middlewareEvent({ body: '€€' }))).statusCode).toBe(200);
    expect((await limited(5)(middlewareEvent({ body: '€€' }))).statusCode).toBe(413);
  });

  it('counts and decodes what the gateway sent as base64', async () => {
    const event = base64Event(Buffer.from('{"a":"é"}'));
    expect((await limited(10)(event)).statusCode).toBe(200);
    expect(event).toMatchObject({ body: '{"a":"é"}', isBase64Encoded: false });
    expect((await limited(9)(base64Event(Buffer.from('{"a":"é"}')))).statusCode).toBe(413);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const result = await limited()(base64Event(Uint8Array.of(0x22, 0xff, 0xfe, 0x22)));
    expect(problemIn(result)).toMatchObject({ status: 400, code: 'request.malformed-json' });
  });

  it('brings any text through base64 unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        async (text) => {
          const event = base64Event(Buffer.from(text));
          await limited()(event);
          expect(event.body ?? '').toBe(text);
        },
      ),
    );
  });

  it('answers any bytes with 200, 400 or 413', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        expect([200, 400, 413]).toContain((await limited(32)(base64Event(bytes))).statusCode);
      }),
    );
  });
});

describe('types', () => {
  it('fits the stack of any route', () => {
    const fits: Assignable<ReturnType<typeof limitBody>, MiddlewareObj<HttpEvent, HttpResult>> = true;
    expect(fits).toBe(true);
  });
});
