import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allRoutes as everyRoute } from '@tradewind/contracts/all';
import { Problem } from '@tradewind/contracts/http/problem';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { toJsonSchema } from '@tradewind/contracts/openapi/json-schema';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { request, type Answer, type Call } from './support/api.ts';
import { OPERATOR } from './support/partners.ts';
import * as shop from './support/shopping.ts';
import { startSystem, type System } from './support/system.ts';
import { snapshotTables, tablesAtRest } from './support/tables.ts';
import { unknownPath } from './support/unknown-paths.ts';
import { VALID_BODIES } from './support/valid-bodies.ts';

const START_MS = 120_000;
/** The REST API refuses bad input by models of its own: partner-api.e2e.test.ts. */
const allRoutes = everyRoute.filter(({ access }) => access !== 'partner');

let system: System;
let dataDir: string;
let token: string;
let before: Record<string, string[]>;
const sharedUrl = process.env['TRADEWIND_URL'];

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'tradewind-bad-input-'));
  system = await startSystem({ dataDir });
  process.env['TRADEWIND_URL'] = system.url;
  token = (await shop.signIn(shop.ADMIN)).accessToken;
  before = await tablesAtRest(system.awsUrl);
}, START_MS);

afterAll(async () => {
  process.env['TRADEWIND_URL'] = sharedUrl;
  await system.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function credentialsFor({ access }: RouteDefinition): Call {
  if (access === 'public') return {};
  return access === 'internal' ? OPERATOR : { token };
}

async function send(route: RouteDefinition, call: Call, search = ''): Promise<Answer> {
  const credentials = credentialsFor(route);
  return request(route.method, `${unknownPath(route)}${search}`, {
    ...credentials,
    key: randomUUID(),
    ifMatch: '"1"',
    ...call,
  });
}

function expectProblem(answer: Answer, status: number, code: string, ...paths: string[]): void {
  const problem = Problem.parse(answer.body);
  expect([answer.status, problem.code]).toEqual([status, code]);
  expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
  expect(problem.errors?.map((error) => error.path) ?? []).toEqual(expect.arrayContaining(paths));
}

const named = (routes: readonly RouteDefinition[]) =>
  routes.map((route) => [`${route.method} ${route.path}`, route] as const);
const withBody = named(allRoutes.filter(({ request: schemas }) => schemas?.body !== undefined));

function validBody(route: RouteDefinition): Readonly<Record<string, unknown>> {
  const body = VALID_BODIES[route.name];
  if (body === undefined) throw new Error(`VALID_BODIES has no body for ${route.name}.`);
  return body;
}

function requiredFields(route: RouteDefinition): string[] {
  const schema = route.request?.body;
  const { required } = schema === undefined ? {} : toJsonSchema(schema, 'input');
  return Array.isArray(required) ? required.map(String) : [];
}

describe.each(withBody)('the body of %s', (_, route) => {
  it('must be JSON, and said to be', async () => {
    expectProblem(await send(route, { rawBody: '{"name": ' }), 400, 'request.malformed-json');
    const asText = { rawBody: JSON.stringify(validBody(route)), headers: { 'content-type': 'text/plain' } };
    expectProblem(await send(route, asText), 415, 'request.unsupported-media-type');
  });

  it('must be an object', async () => {
    for (const body of [[], 'text', 7, null])
      expectProblem(await send(route, { body }), 400, 'request.invalid', 'body');
  });

  it('must not be larger than its limit', async () => {
    const body = { ...validBody(route), padding: 'x'.repeat((route.maxBodyBytes ?? 16 * 1024) + 1) };
    expectProblem(await send(route, { body }), 413, 'request.too-large');
  });

  it('must hold every required field', async () => {
    const required = requiredFields(route);
    if (required.length === 0) return;
    expectProblem(await send(route, { body: {} }), 400, 'request.invalid', ...required.map((name) => `body.${name}`));
  });

  it('must not hold an unknown field', async () => {
    const body = { ...validBody(route), surprise: true };
    expectProblem(await send(route, { body }), 400, 'request.invalid', 'body.surprise');
    const rawBody = JSON.stringify(validBody(route)).replace('{', '{"__proto__":{"admin":true},');
    expectProblem(await send(route, { rawBody }), 400, 'request.malformed-json');
  });

  it('must hold the right types', async () => {
    for (const name of Object.keys(validBody(route))) {
      for (const wrong of [{ unexpected: 1 }, true]) {
        const answer = await send(route, { body: { ...validBody(route), [name]: wrong } });
        expect([name, answer.status]).toEqual([name, 400]);
        expect(Problem.parse(answer.body).errors?.some(({ path: at }) => at.startsWith(`body.${name}`))).toBe(true);
      }
    }
  });
});

describe.each(named(allRoutes.filter(({ idempotency }) => idempotency !== undefined)))('the key of %s', (_, route) => {
  it('must be there where it is required, and be usable', async () => {
    const body = validBody(route);
    if (route.idempotency === 'required') {
      const withoutKey = await request(route.method, unknownPath(route), { token, body });
      expectProblem(withoutKey, 428, 'idempotency.key-required');
    }
    expectProblem(await send(route, { key: 'x'.repeat(256), body }), 400, 'request.invalid');
  });
});

describe.each(named(allRoutes.filter(({ ifMatch }) => ifMatch === 'required')))('If-Match of %s', (_, route) => {
  it('must be there and be an ETag', async () => {
    const body = VALID_BODIES[route.name];
    const withoutMatch = await request(route.method, unknownPath(route), { token, body });
    expectProblem(withoutMatch, 428, 'request.if-match-required');
    expectProblem(await send(route, { ifMatch: 'yesterday', body }), 400, 'request.invalid');
  });
});

describe('GET /v1/products', () => {
  it.each([
    ['limit=0', 'query.limit'],
    ['limit=101', 'query.limit'],
    ['limit=ten', 'query.limit'],
    ['currency=GB', 'query.currency'],
    ['sort=price', 'query.currency'],
    ['minPrice=5', 'query.currency'],
    ['minPrice=-1&currency=GBP', 'query.minPrice'],
    ['minPrice=9&maxPrice=5&currency=GBP', 'query.maxPrice'],
    ['category=No%20Slug', 'query.category'],
    ['page=2', 'query.page'],
  ])('refuses ?%s', async (search, field) => {
    expectProblem(await request('GET', `/v1/products?${search}`), 400, 'request.invalid', field);
  });

  it('refuses a forged cursor and one of another filter', async () => {
    const { nextCursor } = await shop.listProducts({ limit: 1 });
    for (const cursor of ['abc', `x${String(nextCursor)}`, `${String(nextCursor)}x`]) {
      const answer = await request('GET', `/v1/products?limit=1&cursor=${encodeURIComponent(cursor)}`);
      expectProblem(answer, 400, 'request.invalid-cursor', 'query.cursor');
    }
    const elsewhere = await request('GET', `/v1/products?sort=name&cursor=${encodeURIComponent(String(nextCursor))}`);
    expectProblem(elsewhere, 400, 'request.invalid-cursor');
  });
});

describe('things that do not exist', () => {
  it.each(named(allRoutes.filter(({ path: at }) => at.includes('{') && !at.startsWith('/docs'))))(
    '%s answers 404 for an unknown id and 400 or 404 for a malformed one',
    async (_, route) => {
      const body = VALID_BODIES[route.name];
      // A SKU begins to exist with its first adjustment, so that route has no unknown id.
      if (route.name !== 'adjust-stock') expect((await send(route, { body })).status).toBe(404);
      const malformed = route.path.replaceAll(/\{[^}]+\}/g, '%2e%2e%2f%00');
      const answer = await request(route.method, malformed, {
        ...credentialsFor(route),
        key: randomUUID(),
        ifMatch: '"1"',
        body,
      });
      expect([400, 404]).toContain(answer.status);
    },
  );
});

describe('after all of that', () => {
  it('nothing was written', async () => {
    const after = await snapshotTables(system.awsUrl);
    expect(after).toEqual(before);
  });
});
