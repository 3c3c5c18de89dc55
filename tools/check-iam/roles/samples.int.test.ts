import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT, serviceNames } from '../../process/repository.ts';

/** Samples about what only AWS itself could have begun, and the test that has the function do its work instead. */
const PROVEN_ELSEWHERE: Readonly<Record<string, string>> = {
  'platform/verify-deployment': 'services/platform/src/handlers/verify-deployment.int.test.ts',
};

/** Every function's sample event: `services/<service>/events/<function>.json`. */
const samples = globSync('services/*/events/*.json', { cwd: ROOT })
  .map((file) => ({ file, service: file.split(path.sep)[1] ?? '', key: path.basename(file, '.json') }))
  .filter(({ service, key }) => !(`${service}/${key}` in PROVEN_ELSEWHERE));

const Payload = z.nullish(
  z.object({
    statusCode: z.optional(z.number()),
    errorType: z.optional(z.string()),
    batchItemFailures: z.optional(z.array(z.unknown())),
  }),
);

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ services: serviceNames(), functions: true });
}, 60_000);
afterAll(() => cloud.close());

describe('a function given its sample event', () => {
  it.each(Object.entries(PROVEN_ELSEWHERE))('is another than %s, which %s proves', (_, file) => {
    expect(existsSync(path.join(ROOT, file))).toBe(true);
  });

  it.each(samples)(
    '$service/$key has the role that it needs',
    async ({ file, service, key }) => {
      const event: unknown = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
      const { payload } = await cloud.runtime.invoke(`tradewind-${service}-dev-${key}`, event);
      const { statusCode = 200, errorType = '', batchItemFailures = [] } = z.parse(Payload, payload) ?? {};
      expect(statusCode).toBeLessThan(500);
      // What a step of a saga makes of a refusal; the codes of the domain are welcome.
      expect(errorType).not.toMatch(/^internal\.error$|AccessDenied/);
      expect(batchItemFailures).toEqual([]);
    },
    30_000,
  );
});
