import { beforeAll, describe, expect, it } from '@jest/globals';
import { lambdaContext } from '@tradewind/testing';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { handler as getDocsAsset } from './get-docs-asset.ts';
import { handler as getDocs } from './get-docs.ts';
import { handler as getHealth } from './get-health.ts';
import { handler as getOpenapi } from './get-openapi.ts';

function sample(name: string) {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, `../../events/${name}.json`), 'utf8'));
}

beforeAll(() => {
  process.env['STAGE'] = 'test';
});

describe('platform', () => {
  it('answers its health', async () => {
    const { statusCode, body } = await getHealth(sample('get-health'), lambdaContext());
    expect([statusCode, JSON.parse(body ?? '')]).toEqual([
      200,
      expect.objectContaining({ status: 'ok', stage: 'test' }),
    ]);
  });

  it('answers the OpenAPI document of all services', async () => {
    const { statusCode, body } = await getOpenapi(sample('get-openapi'), lambdaContext());
    expect(statusCode).toBe(200);
    expect(JSON.parse(body ?? '')).toMatchObject({
      openapi: '3.1.0',
      paths: { '/v1/checkouts': { post: { operationId: 'createCheckout' } } },
    });
  });

  it('answers a page that allows scripts of its own host only', async () => {
    const { headers, body } = await getDocs(sample('get-docs'), lambdaContext());
    expect(headers?.['content-type']).toMatch(/^text\/html/);
    expect(headers?.['content-security-policy']).toContain("script-src 'self';");
    expect(body).not.toMatch(/https?:\/\//);
  });

  it('answers the files of the page and no others', async () => {
    const event = sample('get-docs-asset');
    const { headers } = await getDocsAsset(event, lambdaContext());
    expect(headers?.['content-type']).toMatch(/^text\/css/);
    const other = { ...event, pathParameters: { asset: '../serverless.yml' } };
    expect((await getDocsAsset(other, lambdaContext())).statusCode).toBe(400);
  });
});
