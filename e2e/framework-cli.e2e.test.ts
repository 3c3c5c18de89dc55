import { describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { eventually } from '@tradewind/testing';
import { freePort } from './support/free-port.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SLS = path.join(ROOT, 'node_modules/serverless/bin/serverless.js');
const CLI_MS = 60_000;

function environment(): NodeJS.ProcessEnv {
  const awsUrl = process.env['TRADEWIND_AWS_URL'] ?? '';
  return { ...process.env, TRADEWIND_AWS_PORT: new URL(awsUrl).port };
}

async function invokeLocal(service: string, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = [SLS, 'invoke', 'local', '-f', name, '-p', `events/${name}.json`];
    const options = { cwd: path.join(ROOT, 'services', service), env: environment(), timeout: CLI_MS };
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${stdout}\n${stderr}`));
    });
  });
}

describe('sls invoke local', () => {
  it.each([
    ['platform', 'get-health', '"statusCode": 200'],
    ['identity', 'get-profile', '"statusCode": 404'],
    ['catalog', 'list-products', '"statusCode": 200'],
    ['inventory', 'get-stock', '"statusCode": 404'],
    ['carts', 'create-cart', '"statusCode": 201'],
    ['orders', 'get-order', '"statusCode": 404'],
    ['payments', 'void-payment', '{}'],
    ['notifications', 'send-mail', 'batchItemFailures'],
  ])(
    'runs a function of %s, %s, on its sample',
    async (service, name, expected) => {
      expect(await invokeLocal(service, name)).toContain(expected);
    },
    CLI_MS,
  );
});

/** A service of each kind of route: public, for shoppers, for guests. `npm run bench -- start` starts every service so. */
describe('sls offline', () => {
  it.each([
    ['platform', '/health', 200],
    ['identity', '/v1/users/me', 401],
    ['orders', '/v1/orders/ord_01J00000000000000000000000', 404],
  ])(
    'serves %s alone: GET %s answers %i',
    async (service, route, status) => {
      const [http, lambda] = [await freePort(), await freePort()];
      const child = spawn(
        process.execPath,
        [SLS, 'offline', '--httpPort', String(http), '--lambdaPort', String(lambda)],
        { cwd: path.join(ROOT, 'services', service), env: environment(), stdio: 'ignore' },
      );
      try {
        await eventually(
          async () => {
            const response = await fetch(`http://127.0.0.1:${http}${route}`);
            expect(response.status).toBe(status);
          },
          { timeoutMs: CLI_MS - 5_000 },
        );
      } finally {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    },
    CLI_MS,
  );
});
