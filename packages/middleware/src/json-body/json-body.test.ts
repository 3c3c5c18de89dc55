import { describe, expect, it } from '@jest/globals';
import type { MiddlewareObj } from '@middy/core';
import { defineRoute } from '@tradewind/contracts/http/route';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { middlewareEvent, problemIn, through } from '../fixtures/http.ts';
import type { Assignable } from '../fixtures/type-equality.ts';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { parseJsonBody, takesBody } from './json-body.ts';

const route = defineRoute({
  service: 'catalog',
  name: 'create-product',
  method: 'POST',
  path: '/v1/products',
  access: 'public',
  summary: '',
  request: { body: z.unknown() },
  responses: { 204: null },
});
const parsed = through([respondWithProblems(), parseJsonBody(route)]);

async function bodyOf(body: string, contentType = 'application/json'): Promise<unknown> {
  const event = middlewareEvent({ body, headers: { 'Content-Type': contentType } });
  const result = await parsed(event);
  return result.statusCode === 200 ? event.body : problemIn(result).code;
}

describe('parseJsonBody', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/merge-patch+json'])(
    'parses %s',
    async (contentType) => {
      await expect(bodyOf('{"a":[1]}', contentType)).resolves.toEqual({ a: [1] });
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/form-data', ''])(
    'refuses %j',
    async (contentType) => {
      await expect(bodyOf('{"a":1}', contentType)).resolves.toBe('request.unsupported-media-type');
    },
  );

  it('refuses a body without a content type', async () => {
    const event = middlewareEvent({ body: '{}' });
    delete event.headers['content-type'];
    expect((await parsed(event)).statusCode).toBe(415);
  });

  it.each([
    '{',
    'nonsense',
    "{'a':1}",
    '{"a":1,}',
    '{"a":NaN}',
    '{"__proto__":{"admin":true}}',
    '{"a":{"constructor":{"prototype":{}}}}',
    '{"a":"\\ud800"}',
    `${'['.repeat(25)}1${']'.repeat(25)}`,
    '['.repeat(100_000),
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  ])('refuses %.40s as malformed', async (body) => {
    await expect(bodyOf(body)).resolves.toBe('request.malformed-json');
  });

  it.each([undefined, '', '  \n'])('leaves the body %j to the schema, whatever its type', async (body) => {
    const event = middlewareEvent({
      headers: { 'Content-Type': 'text/plain' },
      ...(body === undefined ? {} : { body }),
    });
    expect((await parsed(event)).statusCode).toBe(200);
    expect(event.body).toBeUndefined();
  });

  it('parses whatever JSON.stringify writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('__proto__') && text.isWellFormed() && !/\\ud[89a-f]/.test(text));
        await expect(bodyOf(text)).resolves.toEqual(JSON.parse(text));
      }),
    );
  });

  it('answers any text with 200 or 400', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
        expect([200, 400]).toContain((await parsed(middlewareEvent({ body }))).statusCode);
      }),
    );
  });
});

describe('takesBody', () => {
  it.each([
    ['GET', false],
    ['DELETE', false],
    ['POST', true],
    ['PATCH', true],
  ] as const)('of a %s route that declares none: %s', (method, expected) => {
    const { request: _, ...bare } = route;
    expect(takesBody({ ...bare, method })).toBe(expected);
  });
});

describe('types', () => {
  it('fits the stack of any route', () => {
    const fits: Assignable<ReturnType<typeof parseJsonBody>, MiddlewareObj<HttpEvent, HttpResult>> = true;
    expect(fits).toBe(true);
  });
});
