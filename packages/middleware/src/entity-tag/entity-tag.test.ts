import { describe, expect, it } from '@jest/globals';
import { defineRoute, type RouteDefinition } from '@tradewind/contracts/http/route';
import fc from 'fast-check';
import { middlewareEvent, problemIn, through } from '../fixtures/http.ts';
import type { Same } from '../fixtures/type-equality.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { entityTag } from './entity-tag.ts';
import { formatEntityTag, matchesNone, parseIfMatch } from './if-match.ts';

const route: RouteDefinition = defineRoute({
  service: 'identity',
  name: 'update-profile',
  method: 'PATCH',
  path: '/v1/users/me',
  access: 'shopper',
  summary: '',
  responses: { 204: null },
  ifMatch: 'required',
});

async function call(definition: RouteDefinition, headers: Record<string, string>, etag?: string) {
  const event = middlewareEvent({ headers });
  const result = await through([respondWithProblems(), entityTag(definition)], () => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json', ...(etag === undefined ? {} : { etag }) },
    body: '{}',
  }))(event);
  return { result, ifMatch: event.state.ifMatch };
}

describe('If-Match', () => {
  it.each([
    ['"3"', 3],
    [' "3" ', 3],
    ['"3", "3"', 3],
    ['W/"2", "3"', 3],
    ['"other", "3"', 3],
    ['*', undefined],
  ])('%s demands version %s', async (header, version) => {
    const { result, ifMatch } = await call(route, { 'if-match': header });
    expect(result.statusCode).toBe(200);
    expect(ifMatch).toBe(version);
  });

  it.each(['W/"3"', '"other"', '""', '"0"', '"03"', '"3.0"', '"-1"', '"99999999999999999999"'])(
    '%s cannot be met',
    async (header) => {
      const { result } = await call(route, { 'if-match': header });
      expect(problemIn(result)).toMatchObject({ status: 412, code: 'request.stale-version' });
    },
  );

  it.each(['3', '', '"3', '3"', '"3" "4"', '"3",', 'w/"3"', '"3", "4"', '"3", *', "'3'"])(
    '%j is malformed',
    async (header) => {
      const { result } = await call(route, { 'if-match': header });
      expect(problemIn(result)).toMatchObject({ status: 400, errors: [{ path: 'headers.if-match' }] });
    },
  );

  it('is demanded where required', async () => {
    const { result } = await call(route, {});
    expect(problemIn(result)).toMatchObject({ status: 428, code: 'request.if-match-required' });
  });

  it('may be left out where honoured, and is not looked at elsewhere', async () => {
    const honoured = await call({ ...route, ifMatch: 'honoured' }, {});
    expect([honoured.result.statusCode, honoured.ifMatch]).toEqual([200, undefined]);
    const { ifMatch: _, ...ignoring } = route;
    const ignored = await call(ignoring, { 'if-match': 'nonsense' });
    expect([ignored.result.statusCode, ignored.ifMatch]).toEqual([200, undefined]);
  });

  it('reads back every version that an ETag was made of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (version) => {
        expect(parseIfMatch(formatEntityTag(version))).toBe(version);
        expect(matchesNone(formatEntityTag(version), formatEntityTag(version))).toBe(true);
        expect(matchesNone(formatEntityTag(version), formatEntityTag(version + 1))).toBe(false);
      }),
    );
  });

  it('answers any header with 200, 400 or 412', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (header) => {
        const { result } = await call(route, { 'if-match': header });
        expect([200, 400, 412]).toContain(result.statusCode);
      }),
    );
  });

  it('ends in time on a hostile list', () => {
    const started = performance.now();
    expect(() => parseIfMatch(`${'"a",'.repeat(4_000)}x`)).toThrow();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('If-None-Match', () => {
  const get: RouteDefinition = { ...route, method: 'GET' };

  it.each(['"3"', 'W/"3"', '"1", "3"', '*'])('%s gets 304 without a body', async (header) => {
    const { result } = await call(get, { 'if-none-match': header, 'if-match': '*' }, '"3"');
    expect(result).toEqual({ statusCode: 304, headers: { etag: '"3"' }, body: '' });
  });

  it.each(['"2"', '3', 'nonsense', ''])('%j gets the resource', async (header) => {
    const { result } = await call(get, { 'if-none-match': header, 'if-match': '*' }, '"3"');
    expect(result).toMatchObject({ statusCode: 200, body: '{}' });
  });

  it('means nothing on writes and on answers without an ETag', async () => {
    const write = await call(route, { 'if-none-match': '"3"', 'if-match': '*' }, '"3"');
    const untagged = await call(get, { 'if-none-match': '*', 'if-match': '*' });
    expect([write.result.statusCode, untagged.result.statusCode]).toEqual([200, 200]);
  });
});

describe('types', () => {
  it('a version is a number or none', () => {
    const same: Same<ReturnType<typeof parseIfMatch>, number | undefined> = true;
    expect(same).toBe(true);
  });
});
