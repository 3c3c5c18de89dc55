import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Cloud } from './cloud.ts';
import { USER_POOL_CLIENT_ID, USER_POOL_ID } from './cognito/pool.ts';
import { accessKeyOf } from './functions/environment.ts';
import { clientSettings, startFixture } from './running-cloud.test-support.ts';

let cloud: Cloud;

beforeAll(async () => {
  process.env['TRADEWIND_TEST_SECRET'] = 'of the parent';
  cloud = await startFixture();
});

afterAll(async () => {
  delete process.env['TRADEWIND_TEST_SECRET'];
  await cloud.close();
});

const call = (path: string, init?: RequestInit) => fetch(`${cloud.url}${path}`, init);

async function accessToken(): Promise<string> {
  const client = new CognitoIdentityProviderClient(clientSettings(cloud.endpoint));
  const user = { UserPoolId: USER_POOL_ID, Username: 'usr_test' };
  await client.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: 'Correct-horse-1', Permanent: true }));
  const { AuthenticationResult } = await client.send(
    new InitiateAuthCommand({
      ClientId: USER_POOL_CLIENT_ID,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'usr_test', PASSWORD: 'Correct-horse-1' },
    }),
  );
  client.destroy();
  return AuthenticationResult?.AccessToken ?? '';
}

describe('routes', () => {
  it('runs a function behind a route, with its table', async () => {
    expect((await call('/items/mug', { method: 'PUT', body: 'blue' })).status).toBe(204);
    const answer = await call('/items/mug');
    expect([answer.status, await answer.text()]).toEqual([200, 'blue']);
  });

  it('answers on both loopback addresses', async () => {
    const { port } = new URL(cloud.url);
    for (const host of ['127.0.0.1', '[::1]']) expect((await fetch(`http://${host}:${port}/version`)).status).toBe(200);
  });

  it('hands over the whole request', async () => {
    const answer = await call('/echo/a/b%20c?x=1&x=2', {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        cookie: 'a=1; b=2',
        'sls-offline-authorizer-override': '{}',
      },
      body: new Uint8Array([0, 255]),
    });
    const event: unknown = await answer.json();
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{proxy+}',
      rawPath: '/echo/a/b c',
      rawQueryString: 'x=1&x=2',
      queryStringParameters: { x: '1,2' },
      pathParameters: { proxy: 'a/b c' },
      cookies: ['a=1', 'b=2'],
      body: 'AP8=',
      isBase64Encoded: true,
    });
    expect(event).not.toHaveProperty('headers.sls-offline-authorizer-override');
  });

  it.each([
    ['GET', '/nowhere'],
    ['DELETE', '/items/mug'],
  ])('answers %s %s as API Gateway does where there is no route', async (method, path) => {
    const answer = await call(path, { method });
    expect([answer.status, await answer.text()]).toEqual([404, '{"message":"Not Found"}']);
  });

  it('refuses a body above ten megabytes', async () => {
    const answer = await call('/items/large', { method: 'PUT', body: new Uint8Array(10 * 1024 * 1024 + 1) });
    expect([answer.status, await answer.text()]).toEqual([413, '{"message":"Request Too Long"}']);
  });
});

describe('failing functions', () => {
  it.each([
    ['/broken', 500, 'Internal Server Error'],
    ['/crashing', 503, 'Service Unavailable'],
    ['/exiting', 503, 'Service Unavailable'],
    ['/hanging', 503, 'Service Unavailable'],
  ])('answers %s with %i and goes on', async (path, status, message) => {
    const answer = await call(path);
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
    expect((await call('/version')).status).toBe(200);
  });
});

describe('the JWT authorizer', () => {
  it('lets a valid token in and hands its claims on as text', async () => {
    const answer = await call('/me', { headers: { authorization: `Bearer ${await accessToken()}` } });
    expect(await answer.json()).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            claims: { username: 'usr_test', token_use: 'access', exp: expect.stringMatching(/^\d+$/) },
            scopes: null,
          },
        },
      },
    });
  });

  it.each([
    ['nothing', undefined, 'Bearer'],
    ['no token', 'Bearer nonsense', expect.stringContaining('invalid_token')],
    ['an unsigned token', `Bearer ${unsigned()}`, expect.stringContaining('invalid_token')],
  ])('refuses %s', async (_, authorization, challenge) => {
    const answer = await call('/me', authorization === undefined ? {} : { headers: { authorization } });
    expect([answer.status, await answer.text()]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(answer.headers.get('www-authenticate')).toEqual(challenge);
  });
});

describe('CORS', () => {
  const headers = { origin: 'https://shop.example' };

  it('answers a preflight without a function', async () => {
    const answer = await call('/items/mug', {
      method: 'OPTIONS',
      headers: { ...headers, 'access-control-request-method': 'PUT' },
    });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-headers': 'Authorization,Content-Type',
      'access-control-max-age': '600',
    });
  });

  it('overrides what a function says', async () => {
    await call('/items/cors', { method: 'PUT', body: 'x' });
    const own = await call('/items/cors', { headers });
    expect(own.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(own.headers.get('access-control-expose-headers')).toBe('ETag');
    const other = await call('/items/cors', { headers: { origin: 'https://evil.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the environment of a function', () => {
  it('is its own, with intrinsic functions resolved, and nothing of the parent', async () => {
    const environment: unknown = await (await call('/environment')).json();
    expect(environment).toMatchObject({
      STAGE: 'dev',
      ITEMS_ARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/tradewind-shop-dev',
      QUEUE_URL: `${cloud.endpoint}/000000000000/tradewind-shop-dev-messages`,
      AWS_ENDPOINT_URL: cloud.endpoint,
      AWS_ACCESS_KEY_ID: accessKeyOf('tradewind-shop-dev-environment'),
      AWS_LAMBDA_FUNCTION_NAME: 'tradewind-shop-dev-environment',
    });
    expect(environment).not.toHaveProperty('TRADEWIND_TEST_SECRET');
    expect(environment).not.toHaveProperty('HOME');
  });
});

function unsigned(): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none' })}.${encode({ username: 'usr_test', token_use: 'access' })}.`;
}
