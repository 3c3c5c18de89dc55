import { describe, expect, it } from '@jest/globals';
import type { MiddlewareObj } from '@middy/core';
import { DomainError } from '@tradewind/kernel';
import fc from 'fast-check';
import { middlewareEvent, through } from '../fixtures/http.ts';
import type { Assignable } from '../fixtures/type-equality.ts';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { securityHeaders } from './security-headers.ts';

const POLICY = {
  'content-security-policy': expect.stringContaining("default-src 'none'"),
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

async function headersWith(own: Record<string, string>) {
  const answer = () => ({ statusCode: 200, headers: own, body: '' });
  return (await through([securityHeaders()], answer)(middlewareEvent())).headers;
}

describe('securityHeaders', () => {
  it('stand on answers and on problems', async () => {
    expect(await headersWith({})).toMatchObject(POLICY);
    const refused = await through([securityHeaders(), respondWithProblems()], () => {
      throw new DomainError('not-found', 'a.b', '');
    })(middlewareEvent());
    expect(refused.headers).toMatchObject({ ...POLICY, 'cache-control': 'no-store' });
  });

  it('let a versioned answer be kept by its reader, and others by nobody', async () => {
    expect(await headersWith({ etag: '"3"' })).toMatchObject({ 'cache-control': 'private, no-cache' });
    expect(await headersWith({})).toMatchObject({ 'cache-control': 'no-store' });
  });

  it('never override what the handler said', async () => {
    const name = fc.constantFrom('content-security-policy', 'cache-control', 'x-frame-options', 'content-type');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.string()), async (own) => {
        expect(await headersWith({ ...own })).toMatchObject({ ...own });
      }),
    );
  });
});

describe('types', () => {
  it('fits the stack of any route', () => {
    const fits: Assignable<ReturnType<typeof securityHeaders>, MiddlewareObj<HttpEvent, HttpResult>> = true;
    expect(fits).toBe(true);
  });
});
