import { describe, expect, it } from '@jest/globals';
import { gatewayMessage } from '../front-door/gateway-response.ts';
import { apiOf, callOf, methodOf } from './rest-api.test-support.ts';
import { ResponseCache } from './response-cache.ts';
import { ANONYMOUS } from './rest-call.ts';
import type { StageModel } from './rest-api-model.ts';

const METHOD = methodOf({}, { cacheKeyParameters: ['method.request.path.thingId'] });

function cached(stage: Partial<StageModel> = {}, { status = 200, body = 'answer' } = {}) {
  let [now, asked] = [0, 0];
  const setting = {
    path: METHOD.path,
    httpMethod: 'GET',
    cachingEnabled: true,
    cacheTtlSeconds: 60,
    ratePerSecond: undefined,
    burst: undefined,
  };
  const api = apiOf({ stage: { name: 'dev', variables: {}, cacheEnabled: true, settings: [setting], ...stage } });
  const cache = new ResponseCache(() => now);
  const get = (url = '/things/1', headers: Readonly<Record<string, string>> = {}, mayInvalidateCache = false) =>
    cache.through(callOf({ api, method: METHOD, url, headers }), { ...ANONYMOUS, mayInvalidateCache }, async () => {
      asked += 1;
      return gatewayMessage(status, `${body} ${asked}`);
    });
  return { get, asked: () => asked, advance: (seconds: number) => void (now += seconds * 1000) };
}

const RENEW = { 'Cache-Control': 'max-age=0' };

describe('the response cache', () => {
  it('answers again for its time, by the parameters of its key only', async () => {
    const { get, asked, advance } = cached();
    const first = await get('/things/1');
    expect((await get('/things/1?trace=7')).body).toEqual(first.body);
    await get('/things/2');
    expect(asked()).toBe(2);
    advance(61);
    expect((await get('/things/1')).body).not.toEqual(first.body);
  });

  it('is renewed by those who may, and warns the others', async () => {
    const { get, asked } = cached();
    await get();
    const ignored = await get('/things/1', RENEW);
    expect([asked(), ignored.headers['warning']]).toEqual([1, '199 Cache-control header ignored']);
    const renewed = await get('/things/1', RENEW, true);
    expect([asked(), renewed.headers['warning']]).toEqual([2, undefined]);
    expect((await get()).body).toEqual(renewed.body);
  });

  it('keeps errors as it keeps answers', async () => {
    const { get, asked } = cached({}, { status: 404 });
    await get();
    expect([(await get()).status, asked()]).toEqual([404, 1]);
  });

  it.each<[string, Partial<StageModel>, string]>([
    ['the stage has no cache', { cacheEnabled: false }, ''],
    ['the stage does not cache the method', { settings: [] }, ''],
    ['the answer is larger than a megabyte', {}, 'x'.repeat(1_048_576)],
  ])('keeps nothing where %s', async (_, stage, body) => {
    const { get, asked } = cached(stage, { body });
    await get();
    await get();
    expect(asked()).toBe(2);
  });
});
