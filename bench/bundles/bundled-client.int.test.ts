import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build, type Plugin } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';

type Answer = readonly [status: number, body: object];

const require = createRequire(import.meta.url);
const Bundle = z.object({ handler: z.custom<() => Promise<unknown>>((value) => typeof value === 'function') });
const NAMESPACE = 'com.amazonaws.dynamodb.v20120810#';

let directory: string;
let server: Server;
let handler: () => Promise<unknown>;
let answers: Answer[] = [];
let asked = 0;
let received: IncomingHttpHeaders = {};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tradewind-bundled-client-'));
  const outfile = join(directory, 'client.cjs');
  const plugins: Plugin[] = require('../../config/serverless/esbuild-plugins.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'bundled-client.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    plugins,
  });
  ({ handler } = Bundle.parse(require(outfile)));
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      const [status, body] = answers[asked] ?? [200, {}];
      asked += 1;
      received = request.headers;
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});

afterAll(async () => {
  server.close();
  await rm(directory, { recursive: true });
});

/** How the write ends, and how often the client asked for it, if the server answers so. */
async function write(...sequence: readonly Answer[]): Promise<{ outcome: unknown; requests: number }> {
  answers = [...sequence];
  asked = 0;
  return { outcome: await handler(), requests: asked };
}

function failure(name: string, more: object = {}): Answer {
  return [400, { __type: `${NAMESPACE}${name}`, message: `About ${name}`, ...more }];
}

describe('the DynamoDB client as it is bundled', () => {
  it('speaks HTTP with an endpoint of its environment', async () => {
    expect(await write([200, {}])).toEqual({ outcome: { statusCode: 200 }, requests: 1 });
  });

  it('tells AWS in which trace a Lambda function calls, so that loops of functions are found', async () => {
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
    Object.assign(process.env, { AWS_LAMBDA_FUNCTION_NAME: 'f', _X_AMZN_TRACE_ID: trace });
    try {
      await write([200, {}]);
      expect(received['x-amzn-trace-id']).toBe(trace);
    } finally {
      delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
      delete process.env['_X_AMZN_TRACE_ID'];
    }
  });

  it.each([
    ['a server error', [500, {}]],
    ['throttling', failure('ThrottlingException')],
    ['exhausted throughput', failure('ProvisionedThroughputExceededException')],
    ['a transaction in progress', failure('TransactionInProgressException')],
  ] satisfies [string, Answer][])('tries again after %s', async (_, answer) => {
    expect(await write(answer, [200, {}])).toEqual({ outcome: { statusCode: 200 }, requests: 2 });
  });

  it('knows the classes of the errors that the code asks for', async () => {
    const { outcome, requests } = await write(failure('ConditionalCheckFailedException', { Item: { pk: { S: '1' } } }));
    expect(requests).toBe(1);
    expect(outcome).toMatchObject({ isCondition: true, item: { pk: { S: '1' } } });
  });

  it.each(['ResourceNotFoundException', 'ValidationException', 'AccessDeniedException', 'BackupInUseException'])(
    'passes %s on by name and does not insist',
    async (name) => {
      expect(await write(failure(name))).toEqual({
        outcome: { name, message: `About ${name}`, isCondition: false },
        requests: 1,
      });
    },
  );
});
