import { describe, expect, it } from '@jest/globals';
import { apiOf, callOf } from './rest-api.test-support.ts';
import { Refusal, refusalResponse, type RefusalType } from './refusal.ts';

const OWN = {
  status: 404,
  parameters: {
    'gatewayresponse.header.Retry-After': "'1'",
    'gatewayresponse.header.X-Thing': 'method.request.path.thingId',
  },
  templates: {
    'application/problem+json':
      '{"type":"$stageVariables.types/x","id":"$context.requestId","why":$context.error.messageString,"n":"$context.absent"}',
  },
};

describe('refusalResponse', () => {
  it.each<[RefusalType, number, string]>([
    ['UNAUTHORIZED', 401, 'Unauthorized'],
    ['ACCESS_DENIED', 403, 'User is not authorized to access this resource'],
    ['MISSING_AUTHENTICATION_TOKEN', 403, 'Missing Authentication Token'],
    ['BAD_REQUEST_BODY', 400, 'Invalid request body'],
    ['THROTTLED', 429, 'Too Many Requests'],
    ['QUOTA_EXCEEDED', 429, 'Limit Exceeded'],
    ['INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out'],
  ])("answers %s in AWS's words unless an API says otherwise", (type, status, message) => {
    const answer = refusalResponse(new Refusal(type), { api: apiOf(), requestId: 'req-1' });
    expect([answer.status, JSON.parse(answer.body.toString())]).toEqual([status, { message }]);
  });

  it('fills in variables and adds headers, but runs no template language', () => {
    const api = apiOf({ gatewayResponses: new Map([['THROTTLED', OWN]]) });
    const answer = refusalResponse(new Refusal('THROTTLED', 'a "quoted" reason'), {
      api,
      requestId: 'req-1',
      call: callOf({ api }),
    });
    expect(answer).toMatchObject({
      status: 404,
      headers: { 'retry-after': '1', 'x-thing': '1', 'content-type': 'application/problem+json' },
    });
    expect(JSON.parse(answer.body.toString())).toEqual({
      type: 'https://example.com/problems/x',
      id: 'req-1',
      why: 'a "quoted" reason',
      n: '$context.absent',
    });
  });

  it('falls back on the response of its class, which keeps the status of the refusal', () => {
    const family = { status: undefined, parameters: {}, templates: { 'application/json': '{"own":true}' } };
    const api = apiOf({ gatewayResponses: new Map([['DEFAULT_4XX', family]]) });
    const refused = refusalResponse(new Refusal('UNAUTHORIZED'), { api, requestId: 'req-1' });
    expect([refused.status, refused.body.toString()]).toEqual([401, '{"own":true}']);
    const failed = refusalResponse(new Refusal('AUTHORIZER_FAILURE'), { api, requestId: 'req-1' });
    expect([failed.status, failed.body.toString()]).toEqual([500, '{"message":"Internal server error"}']);
  });
});
