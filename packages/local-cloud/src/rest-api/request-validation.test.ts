import { describe, expect, it } from '@jest/globals';
import { requestModel } from '@tradewind/contracts/openapi/request-model';
import { submitStockFeed } from '@tradewind/contracts/partner/submit-stock-feed';
import { callOf, methodOf } from './rest-api.test-support.ts';
import { validateRequest } from './request-validation.ts';

const METHOD = methodOf({
  httpMethod: 'POST',
  validatesBody: true,
  validatesParameters: true,
  parameters: { 'method.request.querystring.limit': true, 'method.request.header.X-Tag': false },
  models: { 'application/json': requestModel(submitStockFeed) },
});
const FEED = { feedId: 'f-1', locationId: 'leeds', lines: [{ sku: 'A', onHand: 1 }] };

function validate(body: string, url = '/things/1?limit=3', contentType = 'application/json'): void {
  validateRequest(callOf({ method: METHOD, url, body, headers: { 'Content-Type': contentType } }));
}

describe('validateRequest', () => {
  it('lets through what the contract allows', () => {
    expect(() => validate(JSON.stringify(FEED), '/things/1?limit=3', 'application/json; charset=utf-8')).not.toThrow();
  });

  it.each([
    ['no JSON', '{"feedId": '],
    ['nothing', ''],
    ['no UTF-8 object', '[]'],
    ['a missing field', JSON.stringify({ ...FEED, lines: undefined })],
    ['an unknown field', JSON.stringify({ ...FEED, more: 1 })],
    ['another type', JSON.stringify({ ...FEED, feedId: 7 })],
    ['a bound passed', JSON.stringify({ ...FEED, lines: [{ sku: 'A', onHand: -1 }] })],
    ['half a unit', JSON.stringify({ ...FEED, lines: [{ sku: 'A', onHand: 0.5 }] })],
    ['another form', JSON.stringify({ ...FEED, locationId: 'LEEDS' })],
  ])('refuses a body with %s', (_, body) => {
    expect(() => validate(body)).toThrow('Invalid request body');
  });

  it('names the parameters that are missing, and asks for no optional ones', () => {
    expect(() => validate(JSON.stringify(FEED), '/things/1')).toThrow('Missing required request parameters: [limit]');
  });

  it('validates nothing without a model of the content type', () => {
    expect(() => validate('anything', '/things/1?limit=3', 'text/csv')).not.toThrow();
  });
});
