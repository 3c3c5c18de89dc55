import { describe, expect, it } from '@jest/globals';
import { defineRoute } from '@tradewind/contracts/http/route';
import * as z from 'zod/mini';
import { problemIn } from '../fixtures/http.ts';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { httpHandler } from './http-handler.ts';
import { ok } from './reply.ts';

const things = {
  service: 'catalog',
  name: 'list-things',
  method: 'GET',
  path: '/v1/things/{thingId}',
  summary: 'Things',
  request: { path: z.strictObject({ thingId: z.string() }), query: z.strictObject({ q: z.optional(z.string()) }) },
  responses: { 200: z.strictObject({ thingId: z.string(), q: z.optional(z.string()), who: z.optional(z.string()) }) },
} as const;
const listThings = defineRoute({ ...things, access: 'public' });
const listForPartners = defineRoute({ ...things, access: 'partner' });

/** What a REST API sends, payload format 1.0. */
function proxyEvent(overrides: object = {}) {
  return {
    resource: '/partner/v1/things/{thingId}',
    path: '/partner/v1/things/1',
    httpMethod: 'GET',
    headers: { Accept: 'application/json', 'X-Correlation-Id': 'cor-7' },
    multiValueHeaders: { Accept: ['application/json'] },
    queryStringParameters: { q: 'two words' },
    multiValueQueryStringParameters: { q: ['two words'] },
    pathParameters: { thingId: '1' },
    stageVariables: null,
    requestContext: { requestId: 'gateway-1', identity: { sourceIp: '192.0.2.1' } },
    body: null,
    isBase64Encoded: false,
    ...overrides,
  };
}

const open = httpHandler(listThings, { deps: () => ({}) }, async ({ path, query }) => ok({ ...path, ...query }));
const known = httpHandler(listForPartners, { deps: () => ({}) }, async ({ path, caller: { principal } }) =>
  ok({ ...path, ...(principal === undefined ? {} : { who: principal }) }),
);

describe('a handler behind a REST API', () => {
  it('reads path, query and headers as behind an HTTP API', async () => {
    const answer = await open(proxyEvent(), lambdaContext());
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([200, { thingId: '1', q: 'two words' }]);
    expect(answer.headers['x-correlation-id']).toBe('cor-7');
  });

  it('still sees a repeated parameter as such', async () => {
    const repeated = { multiValueQueryStringParameters: { q: ['a', 'b'] }, queryStringParameters: { q: 'b' } };
    const answer = await open(proxyEvent(repeated), lambdaContext());
    expect(problemIn(answer)).toMatchObject({ status: 400, errors: [{ path: 'query.q', code: 'duplicate' }] });
  });

  it('refuses an unknown parameter', async () => {
    const unknown = { multiValueQueryStringParameters: { page: ['2'] }, queryStringParameters: { page: '2' } };
    expect(problemIn(await open(proxyEvent(unknown), lambdaContext()))).toMatchObject({ status: 400 });
  });

  it.each<[string, object, string]>([
    ['a Lambda authorizer', { authorizer: { principalId: 'key_1' } }, 'key_1'],
    [
      'IAM',
      { identity: { userArn: 'arn:aws:sts::000000000000:assumed-role/r/s' } },
      'arn:aws:sts::000000000000:assumed-role/r/s',
    ],
  ])('knows whom %s let in', async (_, requestContext, who) => {
    const answer = await known(proxyEvent({ requestContext }), lambdaContext());
    expect(JSON.parse(answer.body)).toEqual({ thingId: '1', who });
  });

  it('lets nobody in whom the gateway does not name', async () => {
    for (const requestContext of [{}, { authorizer: { principalId: '' } }, { authorizer: { principalId: 7 } }]) {
      const answer = await known(proxyEvent({ requestContext }), lambdaContext());
      expect(problemIn(answer)).toMatchObject({ status: 403, code: 'auth.forbidden' });
    }
  });
});
