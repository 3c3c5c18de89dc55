import { beforeAll, describe, expect, it } from '@jest/globals';
import { defineRoute, type RouteDefinition } from '@tradewind/contracts/http/route';
import { pageOf, pageQuery } from '@tradewind/contracts/http/shapes';
import { openApiDocument } from '@tradewind/contracts/openapi/document';
import { toJsonSchema } from '@tradewind/contracts/openapi/json-schema';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { clientSources, GENERATED } from './client-sources.ts';
import { contractOperations, operationsOf } from './openapi-model.ts';
import { canonical, contractNames } from './schema-names.ts';

describe('the generated sources', () => {
  it('are those of today’s contracts; otherwise run `npm run generate:client`', async () => {
    const sources = await clientSources(contractOperations(), await contractNames());
    const written = readdirSync(GENERATED).map((file): [string, string] => [
      file,
      readFileSync(path.join(GENERATED, file), 'utf8'),
    ]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(sources));
  });
});

const Thing = z.strictObject({ id: z.string(), size: z.enum(['small', 'large']) });

const listThings = defineRoute({
  service: 'orders',
  name: 'list-things',
  method: 'GET',
  path: '/v1/boxes/{boxId}/things',
  access: 'admin',
  summary: 'List things',
  request: { path: z.strictObject({ boxId: z.string() }), query: z.strictObject(pageQuery) },
  responses: { 200: pageOf(Thing) },
  problems: [{ status: 404, code: 'orders.box-not-found' }],
});

const changeThing = defineRoute({
  service: 'orders',
  name: 'change-thing',
  method: 'PATCH',
  path: '/v1/things/{thingId}',
  access: 'guest',
  summary: 'Change a thing',
  description: 'In one go.',
  request: { path: z.strictObject({ thingId: z.string() }), body: z.strictObject({ size: z.optional(z.string()) }) },
  responses: { 200: Thing, 202: Thing, 204: null },
  idempotency: 'honoured',
  ifMatch: 'required',
});

const getThing = defineRoute({
  service: 'catalog',
  name: 'get-thing',
  method: 'GET',
  path: '/v1/things/{thingId}',
  access: 'public',
  summary: 'Get a thing',
  request: { path: z.strictObject({ thingId: z.string() }) },
  responses: { 200: Thing },
});

async function generate(routes: readonly RouteDefinition[]): Promise<Map<string, string>> {
  const operations = operationsOf(openApiDocument(routes, { version: '1' }));
  return clientSources(operations, new Map([[canonical(toJsonSchema(Thing, 'output')), 'Thing']]));
}

describe('clientSources', () => {
  let sources: Map<string, string>;
  beforeAll(async () => {
    sources = await generate([listThings, changeThing, getThing]);
  });

  it('keeps a file of types and one of operations per service, and one of what they share', () => {
    expect([...sources.keys()].toSorted()).toEqual([
      'catalog.ts',
      'index.ts',
      'orders-types.ts',
      'orders.ts',
      'shared-types.ts',
    ]);
    expect(sources.get('shared-types.ts')).toContain('export interface Thing {');
  });

  it('types inputs, answers by status and problems by code', () => {
    const orders = sources.get('orders.ts');
    expect(orders).toContain("import type { Thing } from './shared-types.ts';");
    expect(orders).toMatch(/thingId: string;\s+body: ChangeThingRequest;/);
    expect(orders).toContain('idempotencyKey?: string | undefined;');
    expect(orders).toContain('ifMatch: string | undefined;');
    expect(orders).toMatch(/200: Thing;\s+202: Thing;\s+204: undefined;/);
    expect(orders).toContain("404: 'orders.box-not-found';");
  });

  it('tells the runtime what to send and what to expect', () => {
    expect(sources.get('orders.ts')).toContain(`operation<ChangeThingContract>({
  id: 'changeThing',
  method: 'PATCH',
  path: '/v1/things/{thingId}',
  access: 'guest',
  answers: { '200': 'json', '202': 'json', '204': 'empty' },
  keyed: true,
  ifMatch: 'required',
});`);
  });

  it('documents each operation for editors', () => {
    expect(sources.get('orders.ts')).toContain(`/**
 * Change a thing.
 *
 * \`PATCH /v1/things/{thingId}\` Open to everybody; a session or a cart token tells who asks.
 *
 * In one go.
 */`);
  });

  it('adds an iteration to lists only', () => {
    expect(sources.get('orders.ts')).toContain('export const listAllThings = /* @__PURE__ */ iteration(listThings);');
    expect(sources.get('catalog.ts')).not.toContain('iteration');
  });

  it('refuses a parameter that would hide a part of the input', async () => {
    const request = { query: z.strictObject({ body: z.string() }) };
    await expect(generate([{ ...listThings, request }])).rejects.toThrow('must not be called body');
  });

  it('refuses a reference to nothing', () => {
    const document = structuredClone(openApiDocument([getThing], { version: '1' }));
    expect(() => operationsOf({ ...document, components: { schemas: {} } })).toThrow('GetThingResponse200');
  });
});
