import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import * as z from 'zod/mini';
import { allRoutes } from '../all.ts';
import { defineRoute } from '../http/route.ts';
import { pageQuery } from '../http/shapes.ts';
import { openApiDocument } from './document.ts';
import { problemsOf } from './problems.ts';

const listThings = defineRoute({
  service: 'orders',
  name: 'list-things',
  method: 'GET',
  path: '/v1/things/{thingId}',
  access: 'admin',
  summary: 'Things',
  request: { path: z.strictObject({ thingId: z.string() }), query: z.strictObject(pageQuery) },
  responses: { 200: z.strictObject({ data: z.array(z.string()) }) },
  problems: [{ status: 404, code: 'orders.thing-not-found' }],
  etag: true,
});

const changeThing = defineRoute({
  service: 'orders',
  name: 'change-thing',
  method: 'PATCH',
  path: '/v1/things/{thingId}',
  access: 'guest',
  summary: 'Change a thing',
  request: { path: z.strictObject({ thingId: z.string() }), body: z.strictObject({ name: z.string() }) },
  responses: { 204: null },
  idempotency: 'required',
  ifMatch: 'required',
});

const document = openApiDocument([listThings, changeThing], { version: '1.0.0' });

describe('openApiDocument', () => {
  it('declares for every operation that a request may be invalid: unknown parameters are, everywhere', () => {
    const declared = allRoutes.map((route) => problemsOf(route).get(400));
    expect(declared.filter((codes) => codes?.includes('request.invalid') !== true)).toEqual([]);
  });

  it('is valid OpenAPI 3.1 for every route there is', async () => {
    const all = openApiDocument(allRoutes, { version: '1.0.0' });
    const { valid, errors } = await new Validator().validate(structuredClone(all));
    expect([valid, errors]).toEqual([true, undefined]);
  });

  it('shows query parameters as they are after parsing, and optional where they may be left out', () => {
    expect(document).toMatchObject({
      paths: {
        '/v1/things/{thingId}': {
          get: {
            parameters: expect.arrayContaining([
              expect.objectContaining({ name: 'thingId', in: 'path', required: true }),
              {
                name: 'limit',
                in: 'query',
                required: false,
                schema: expect.objectContaining({ type: 'integer', minimum: 1, maximum: 100, default: 20 }),
              },
            ]),
          },
        },
      },
    });
  });

  it.each([
    ['get', 401, 'auth.unauthenticated'],
    ['get', 403, 'auth.forbidden'],
    ['get', 404, 'orders.thing-not-found'],
    ['patch', 400, 'request.malformed-json'],
    ['patch', 401, 'auth.invalid-token'],
    ['patch', 412, 'request.stale-version'],
    ['patch', 413, 'request.too-large'],
    ['patch', 415, 'request.unsupported-media-type'],
    ['patch', 428, 'idempotency.key-required'],
    ['patch', 428, 'request.if-match-required'],
  ])('declares for %s the problem %i %s', (method, status, code) => {
    expect(document).toMatchObject({
      paths: {
        '/v1/things/{thingId}': {
          [method]: { responses: { [status]: { description: expect.stringContaining(code) } } },
        },
      },
    });
  });

  it('opens a guest route to nobody in particular, to a bearer and to a cart token', () => {
    expect(document).toMatchObject({
      paths: {
        '/v1/things/{thingId}': {
          patch: { security: [{}, { bearer: [] }, { cartToken: [] }] },
          get: { security: [{ bearer: [] }] },
        },
      },
    });
  });
});
