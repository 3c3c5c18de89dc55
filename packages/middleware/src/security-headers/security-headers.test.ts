import { describe, expect, it } from '@jest/globals';
import type { MiddlewareObj, Request } from '@middy/core';
import httpSecurityHeaders from '@middy/http-security-headers';
import { DomainError } from '@tradewind/kernel';
import fc from 'fast-check';
import { middlewareEvent, through } from '../fixtures/http.ts';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import type { Assignable } from '../fixtures/type-equality.ts';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { securityHeaders } from './security-headers.ts';

/** Off is what concerns pages alone: every response pays for each header. An empty directive leaves a default out. */
const MIDDYS = httpSecurityHeaders({
  contentSecurityPolicy: {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'report-to': '',
    'require-trusted-types-for': '',
  },
  strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true, preload: false },
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: false,
  dnsPrefetchControl: false,
  downloadOptions: false,
  originAgentCluster: false,
  permissionsPolicy: false,
  permittedCrossDomainPolicies: false,
  reportingEndpoints: false,
  reportTo: false,
  xssProtection: false,
});

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

  it('are those of Middy for an API', async () => {
    const response: HttpResult = { statusCode: 200, headers: {}, body: '' };
    const request: Request = { event: {}, context: lambdaContext(), response, error: null, internal: {} };
    await MIDDYS.after?.(request);
    const theirs = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
    expect(await headersWith({})).toEqual({ ...Object.fromEntries(theirs), 'cache-control': 'no-store' });
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
