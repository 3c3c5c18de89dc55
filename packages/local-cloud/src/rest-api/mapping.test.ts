import { describe, expect, it } from '@jest/globals';
import { isHeaderSource, mappedResponse } from './mapping.ts';
import { ANONYMOUS } from './rest-call.ts';
import { callOf, methodOf } from './rest-api.test-support.ts';
import type { IntegrationResponseModel } from './rest-api-model.ts';

const response = (fields: Partial<IntegrationResponseModel>): IntegrationResponseModel => ({
  status: 200,
  pattern: undefined,
  parameters: {},
  templates: {},
  ...fields,
});

function headersFor(parameters: Readonly<Record<string, string>>, body: string) {
  const call = callOf({ method: methodOf({}, { responses: [response({ parameters })] }) });
  return mappedResponse(call, ANONYMOUS, { body, outcome: '', failed: false }).headers;
}

describe('mappedResponse', () => {
  it('sets headers by literals and by what the integration answered', () => {
    const parameters = {
      'method.response.header.Cache-Control': "'no-store'",
      'method.response.header.X-Receipt': 'integration.response.body.receipt.id',
      'method.response.header.X-Count': 'integration.response.body.count',
      'method.response.header.X-Absent': 'integration.response.body.absent',
    };
    expect(headersFor(parameters, '{"receipt":{"id":"r-1"},"count":2}')).toMatchObject({
      'cache-control': 'no-store',
      'x-receipt': 'r-1',
      'x-count': '2',
      'x-absent': '',
    });
  });

  it('is a fault of the configuration where no response fits and none is the default', () => {
    const only = response({ pattern: /^(?:5\d{2})$/ });
    const call = callOf({ method: methodOf({}, { responses: [only] }) });
    const answer = () => mappedResponse(call, ANONYMOUS, { body: '', outcome: '404', failed: true });
    expect(answer).toThrow(expect.objectContaining({ type: 'API_CONFIGURATION_ERROR' }));
  });
});

it.each([
  ["'text'", true],
  ['integration.response.body.id', true],
  ['integration.response.header.ETag', false],
  ['method.request.header.Accept', false],
])('a header of a response can be set from %s: %s', (source, expected) => {
  expect(isHeaderSource(source)).toBe(expected);
});
