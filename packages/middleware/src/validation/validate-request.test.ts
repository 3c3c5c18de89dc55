import { describe, expect, it } from '@jest/globals';
import { defineRoute } from '@tradewind/contracts/http/route';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { middlewareEvent, problemIn, through, type EventParts } from '../fixtures/http.ts';
import type { Same } from '../fixtures/type-equality.ts';
import type { HttpEvent, ValidInput } from '../http/http-event.ts';
import { parseJsonBody } from '../json-body/json-body.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { validateRequest } from './validate-request.ts';

const payment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('card'), cents: z.int() }),
  z.strictObject({ kind: z.literal('invoice'), note: z.string() }),
]);

const route = defineRoute({
  service: 'orders',
  name: 'place-order',
  method: 'POST',
  path: '/v1/carts/{cartId}/orders',
  access: 'public',
  summary: '',
  request: {
    path: z.strictObject({ cartId: z.string().check(z.regex(/^crt_\d+$/, 'Must be a cart id.')) }),
    query: z.strictObject({ limit: z._default(z.string().check(z.regex(/^\d+$/)), '20') }),
    headers: z.object({ 'x-channel': z.optional(z.enum(['web', 'pos'])) }),
    body: z.strictObject({
      items: z.array(z.strictObject({ sku: z.string(), quantity: z.int().check(z.minimum(1), z.maximum(99)) })),
      email: z.optional(z.email()),
      code: z.optional(z.string().check(z.minLength(3), z.maxLength(5))),
      either: z.optional(z.union([z.string(), z.strictObject({ id: z.int() })])),
      payment: z.optional(payment),
    }),
  },
  responses: { 204: null },
});

const validated = through([respondWithProblems(), parseJsonBody(route), validateRequest(route)]);
const good = { method: 'POST', path: { cartId: 'crt_1' }, body: { items: [{ sku: 'a', quantity: 1 }] } };

async function errorsOf(parts: EventParts): Promise<[string, string][]> {
  const result = await validated(middlewareEvent({ ...good, ...parts }));
  if (result.statusCode === 200) return [];
  const problem = problemIn(result);
  expect(problem).toMatchObject({ status: 400, code: 'request.invalid' });
  return (problem.errors ?? []).map(({ path, code }) => [path, code]);
}

async function bodyErrors(extra: object) {
  return errorsOf({ body: { ...good.body, ...extra } });
}

describe('validateRequest', () => {
  it('hands on the parsed parts', async () => {
    const event: HttpEvent = middlewareEvent({ ...good, headers: { 'x-channel': 'web', 'x-other': '1' } });
    expect((await validated(event)).statusCode).toBe(200);
    expect(event.state.input).toEqual({
      path: { cartId: 'crt_1' },
      query: { limit: '20' },
      headers: { 'x-channel': 'web' },
      body: good.body,
    });
  });

  it('names offending fields of all parts at once', async () => {
    const errors = await errorsOf({
      path: { cartId: '1' },
      query: 'limit=x&page=2',
      headers: { 'x-channel': 'fax' },
      body: {
        items: [
          { sku: 1, quantity: 0 },
          { quantity: 1.5, colour: 'red' },
        ],
        email: 'no',
        debug: true,
      },
    });
    expect(errors).toEqual([
      ['path.cartId', 'invalid_format'],
      ['query.limit', 'invalid_format'],
      ['query.page', 'unknown'],
      ['headers.x-channel', 'invalid_value'],
      ['body.items.0.sku', 'wrong_type'],
      ['body.items.0.quantity', 'too_small'],
      ['body.items.1.sku', 'missing'],
      ['body.items.1.quantity', 'wrong_type'],
      ['body.items.1.colour', 'unknown'],
      ['body.email', 'invalid_format'],
      ['body.debug', 'unknown'],
    ]);
  });

  it.each<[string, object, [string, string][]]>([
    ['too short', { code: 'ab' }, [['body.code', 'too_small']]],
    ['too long', { code: 'abcdef' }, [['body.code', 'too_big']]],
    ['null for text', { code: null }, [['body.code', 'wrong_type']]],
    ['a list for an object', { payment: [] }, [['body.payment', 'wrong_type']]],
    ['an unknown variant', { payment: { kind: 'cash' } }, [['body.payment.kind', 'invalid_value']]],
    ['a variant without its field', { payment: { kind: 'card' } }, [['body.payment.cents', 'missing']]],
    ['a union’s nearest branch', { either: { id: 'x' } }, [['body.either.id', 'wrong_type']]],
    ['no branch of a union', { either: 5 }, [['body.either', 'invalid_value']]],
    ['an unsafe integer', { items: [{ sku: 'a', quantity: 2 ** 60 }] }, [['body.items.0.quantity', 'too_big']]],
  ])('tells %s', async (_, extra, errors) => {
    await expect(bodyErrors(extra)).resolves.toEqual(errors);
  });

  it.each<[unknown, string]>([
    [[], 'wrong_type'],
    ['text', 'wrong_type'],
    [null, 'wrong_type'],
    [undefined, 'missing'],
  ])('refuses the body %j', async (body, code) => {
    const { body: _, ...rest } = good;
    const event = middlewareEvent(body === undefined ? rest : { ...rest, body: JSON.stringify(body) });
    expect(problemIn(await validated(event)).errors).toMatchObject([{ path: 'body', code }]);
  });

  it('refuses a repeated parameter, however the gateway joined it', async () => {
    await expect(errorsOf({ query: 'limit=1&limit=2' })).resolves.toEqual([['query.limit', 'duplicate']]);
    await expect(errorsOf({ query: 'limit=1%2C2' })).resolves.toEqual([['query.limit', 'invalid_format']]);
  });

  it.each(['%E0%A4%A', '%', '%00', '__proto__=1', 'constructor=1', '=', '&&'])(
    'survives the query %s',
    async (query) => {
      const result = await validated(middlewareEvent({ ...good, query }));
      expect([200, 400]).toContain(result.statusCode);
    },
  );

  it('speaks to people, in its own words where the schema has none, and never repeats what was sent', async () => {
    const body = { items: [{ sku: 's3cret', quantity: 'many' }], code: 'x', email: 's3cret' };
    const problem = problemIn(await validated(middlewareEvent({ ...good, path: { cartId: 's3cret' }, body })));
    expect(problem.errors?.map(({ message }) => message)).toEqual([
      'Must be a cart id.',
      'Must be a number.',
      'Must be an email address.',
      'Must have at least 3 characters.',
    ]);
    expect(JSON.stringify(problem)).not.toContain('s3cret');
  });

  it('answers garbage with no more errors than anyone would read', async () => {
    const items = Array.from({ length: 500 }, () => ({ nonsense: 1 }));
    expect((await errorsOf({ body: { items } })).length).toBe(50);
  });
});

describe('parts that a route does not declare', () => {
  const { request: _, ...bare } = route;
  const refused = through([respondWithProblems(), parseJsonBody(bare), validateRequest(bare)]);

  it('must be empty', async () => {
    expect((await refused(middlewareEvent({ body: {} }))).statusCode).toBe(200);
    const result = await refused(middlewareEvent({ query: 'debug=1', body: { force: true } }));
    expect(problemIn(result).errors).toMatchObject([
      { path: 'query.debug', code: 'unknown' },
      { path: 'body.force', code: 'unknown' },
    ]);
  });
});

describe('any input', () => {
  it('is valid or a problem that names where', async () => {
    const anyBody = fc.oneof(
      fc.json(),
      fc.jsonValue().map((items) => JSON.stringify({ items })),
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), anyBody, async (cartId, query, body) => {
        fc.pre(!body.includes('__proto__') && !body.includes('constructor') && !/\\ud[89a-f]/i.test(body));
        const result = await validated(middlewareEvent({ path: { cartId }, query, body }));
        expect(problemIn(result).errors?.every(({ path }) => /^(path|query|body)/.test(path))).toBe(true);
      }),
    );
  });
});

describe('types', () => {
  it('gives each part the type of its schema', () => {
    type Input = ValidInput<typeof route>;
    const path: Same<Input['path'], { cartId: string }> = true;
    const query: Same<Input['query'], { limit: string }> = true;
    const quantity: Same<Input['body']['items'][number]['quantity'], number> = true;
    expect([path, query, quantity]).toEqual([true, true, true]);
  });
});
