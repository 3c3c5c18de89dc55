import { afterEach, describe, expect, it } from '@jest/globals';
import { synthesize } from '../package/synthesize.ts';

const VARIABLE = 'TRADEWIND_CORS_ORIGINS';
const before = process.env[VARIABLE];

afterEach(() => {
  if (before === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = before;
});

/** The origins whose pages the HTTP API answers, by its template. */
async function allowedOrigins(stage: string, origins?: string): Promise<unknown> {
  if (origins === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = origins;
  const { Resources } = await synthesize('platform', stage);
  return Object(Resources['HttpApi']?.Properties).CorsConfiguration.AllowOrigins;
}

describe('pages that may call the API', () => {
  it.each(['dev', 'prod'])('are those of any origin in %s, unless its owner names some', async (stage) => {
    expect(await allowedOrigins(stage)).toEqual(['*']);
  });

  it('are those that the owner names', async () => {
    const origins = 'https://shop.example, https://admin.shop.example,http://localhost:5173';
    expect(await allowedOrigins('prod', origins)).toEqual([
      'https://shop.example',
      'https://admin.shop.example',
      'http://localhost:5173',
    ]);
  });

  it.each([
    ['a slash at the end', 'https://shop.example/'],
    ['no scheme', 'shop.example'],
    ['any origin among others', '*,https://shop.example'],
    ['a comma at the end', 'https://shop.example,'],
    ['capitals, which no browser sends', 'https://Shop.example'],
  ])('are not deployed with %s', async (_, origins) => {
    await expect(allowedOrigins('prod', origins)).rejects.toThrow(/corsOrigins wants \* or origins/);
  });
});
