import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { configuredCors } from './cors.ts';
import { functionResponse } from './gateway-response.ts';
import { escapeHtml, html } from './html.ts';
import { requestEvent, type GatewayRequest } from './request-event.ts';
import { Throttle } from './throttle.ts';
import { textClaims } from './token-authorizer.ts';

const route = {
  routeKey: 'GET /a',
  authorization: 'none' as const,
  definition: {
    name: 'a',
    arn: 'arn:a',
    key: 'a',
    service: 'shop',
    handler: 'a.b',
    environment: {},
    timeoutSeconds: 3,
    memoryMb: 128,
    events: [],
    onFailureArn: undefined,
    maximumRetryAttempts: 2,
    roleName: 'role',
    roleStatements: [],
  },
};

const request: GatewayRequest = {
  method: 'GET',
  url: '/a',
  headers: { host: 'localhost:4000' },
  rawHeaders: ['Host', 'localhost:4000'],
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  protocol: 'HTTP/1.1',
  port: 4000,
  receivedAt: new Date('2026-03-12T19:03:58Z'),
  requestId: 'r1',
};

const eventOf = (changes: Partial<GatewayRequest>) =>
  requestEvent({ ...request, ...changes }, { route, pathParameters: {} }, undefined);

describe('requestEvent', () => {
  it('has the shape of payload format 2.0', () => {
    expect(eventOf({})).toEqual({
      version: '2.0',
      routeKey: 'GET /a',
      rawPath: '/a',
      rawQueryString: '',
      headers: {
        host: 'localhost:4000',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '4000',
        'x-forwarded-proto': 'http',
      },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: 'localhost',
        domainPrefix: 'localhost',
        http: { method: 'GET', path: '/a', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
        requestId: 'r1',
        routeKey: 'GET /a',
        stage: '$default',
        time: '12/Mar/2026:19:03:58 +0000',
        timeEpoch: 1773342238000,
      },
      isBase64Encoded: false,
    });
  });

  it('joins headers of one name and takes cookies out', () => {
    const rawHeaders = ['Accept', 'a', 'ACCEPT', 'b', 'Cookie', 'x=1; y=2', 'Transfer-Encoding', 'chunked'];
    expect(eventOf({ rawHeaders })).toMatchObject({ headers: { accept: 'a,b' }, cookies: ['x=1', 'y=2'] });
    expect(eventOf({ rawHeaders })).not.toHaveProperty('headers.cookie');
    expect(eventOf({ rawHeaders })).not.toHaveProperty('headers.transfer-encoding');
  });

  it.each([
    ['application/json', '{}', false],
    ['application/merge-patch+json', '{}', false],
    ['text/csv; charset=utf-8', 'a,b', false],
    ['application/octet-stream', 'AAE=', true],
    ['multipart/form-data; boundary=x', 'AAE=', true],
  ])('carries a body of %s', (contentType, expected, isBase64Encoded) => {
    const body = isBase64Encoded ? Buffer.from([0, 1]) : Buffer.from(expected);
    expect(eventOf({ body, headers: { 'content-type': contentType } })).toMatchObject({
      body: expected,
      isBase64Encoded,
    });
  });

  it('keeps every query value, whatever it contains', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const url = `/a?${new URLSearchParams({ q: value }).toString()}`;
        expect(eventOf({ url })).toMatchObject({ queryStringParameters: { q: value.toWellFormed() } });
      }),
    );
  });
});

describe('textClaims', () => {
  it('makes text of every claim as API Gateway does', () => {
    expect(
      textClaims({ exp: 1, 'cognito:groups': ['admin', 'shopper'], email_verified: true, nested: { a: 1 } }),
    ).toEqual({
      exp: '1',
      'cognito:groups': '[admin shopper]',
      email_verified: 'true',
      nested: '{"a":1}',
    });
  });
});

describe('functionResponse', () => {
  it('takes a structured answer', () => {
    const answer = functionResponse({
      statusCode: 201,
      headers: { 'Content-Type': 'image/png', ETag: '"1"' },
      cookies: ['a=1', 'b=2'],
      body: 'AAE=',
      isBase64Encoded: true,
    });
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'image/png', etag: '"1"', 'set-cookie': ['a=1', 'b=2'] },
      body: Buffer.from([0, 1]),
    });
  });

  it.each([
    [{ hello: 'world' }, '{"hello":"world"}'],
    ['text', 'text'],
    [null, 'null'],
  ])('takes %j without a status for a JSON body', (payload, body) => {
    expect(functionResponse(payload)).toMatchObject({ status: 200, body: Buffer.from(body) });
  });

  it.each([
    { statusCode: 99 },
    { statusCode: 'x' },
    { statusCode: 200, body: { a: 1 } },
    { statusCode: 200, headers: 'x' },
  ])('answers 500 for %j', (payload) => {
    expect(functionResponse(payload).status).toBe(500);
  });
});

describe('Throttle', () => {
  it('lets a burst through, then only what flows in', () => {
    let now = 0;
    const throttle = new Throttle({ ratePerSecond: 2, burst: 3 }, () => now);
    const take = () => throttle.admits('GET /a');
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
    expect(throttle.admits('GET /b')).toBe(true);
    now = 500;
    expect([take(), take()]).toEqual([true, false]);
  });
});

describe('configuredCors', () => {
  const response = { status: 200, headers: { 'access-control-allow-origin': 'x', a: '1' }, body: Buffer.alloc(0) };

  it('leaves everything alone without a configuration', () => {
    const cors = configuredCors(undefined);
    expect(cors.apply(response, {})).toBe(response);
    expect(cors.preflight('OPTIONS', { origin: 'https://a', 'access-control-request-method': 'GET' })).toBeUndefined();
  });

  it('answers a star to every origin, and nothing without one', () => {
    const cors = configuredCors({
      allowOrigins: ['*'],
      allowHeaders: [],
      allowMethods: ['GET'],
      exposeHeaders: [],
      allowCredentials: false,
      maxAgeSeconds: undefined,
    });
    expect(cors.apply(response, { origin: 'https://a' }).headers).toEqual({
      a: '1',
      'access-control-allow-origin': '*',
    });
    expect(cors.apply(response, {}).headers).toEqual({ a: '1' });
    expect(cors.preflight('OPTIONS', { origin: 'https://a' })).toBeUndefined();
  });
});

describe('html', () => {
  it('escapes values and keeps markup', () => {
    expect(html`<p title="${'"'}">${'<b>'}${html`<i>${1}</i>`}${undefined}</p>`.markup).toBe(
      '<p title="&quot;">&lt;b&gt;<i>1</i></p>',
    );
  });

  it('never lets a value open or close a tag or an attribute', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(escapeHtml(text))));
  });
});
