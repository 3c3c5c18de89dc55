import { APIGatewayClient, CreateApiKeyCommand, CreateUsagePlanKeyCommand } from '@aws-sdk/client-api-gateway';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cloud } from './cloud.ts';
import { accessKeyOf } from './functions/environment.ts';
import { roleArn } from './iam/roles.ts';
import { sdkSigner } from './iam/sdk-signer.test-support.ts';
import { clientSettings, startFixture } from './running-cloud.test-support.ts';

let cloud: Cloud;
let gateway: APIGatewayClient;
let queues: SQSClient;
let now = Date.parse('2026-01-31T09:30:00Z');

beforeAll(async () => {
  cloud = await startFixture({ clock: { now: () => new Date(now) } });
  gateway = new APIGatewayClient(clientSettings(cloud.endpoint));
  queues = new SQSClient(clientSettings(cloud.endpoint));
});

afterAll(async () => {
  gateway.destroy();
  queues.destroy();
  await cloud.close();
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const RENEW = { 'cache-control': 'max-age=0' };

const call = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${cloud.url}${path}`, { headers });
const queueUrl = (name: string) => `${cloud.endpoint}/000000000000/tradewind-shop-dev-${name}`;
const put = (id: string, body: string) => fetch(`${cloud.url}/items/${id}`, { method: 'PUT', body });

/** The header of a new key of a usage plan. */
async function keyOf(plan: 'Sample' | 'Slow' | 'Open'): Promise<{ readonly 'x-api-key': string }> {
  const { id: keyId, value = '' } = await gateway.send(new CreateApiKeyCommand({ name: plan, enabled: true }));
  const usagePlanId = `tradewind-shop-dev-${plan}UsagePlan`;
  await gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }));
  return { 'x-api-key': value };
}

const CLERK = accessKeyOf(roleArn('tradewind-shop-dev-clerk'));
const KEEPER = accessKeyOf(roleArn('tradewind-shop-dev-keeper'));

async function signedBy(
  accessKeyId: string,
  path: string,
  extra: Readonly<Record<string, string>> = {},
  secret?: string,
) {
  const { hostname, host } = new URL(cloud.url);
  const { headers } = await sdkSigner(accessKeyId, 'execute-api', secret).sign(
    { method: 'GET', protocol: 'http:', hostname, path, headers: { host, ...extra } },
    { signingDate: new Date(now) },
  );
  return call(path, headers);
}

async function refusal(answer: Response): Promise<readonly [number, string | null, unknown]> {
  return [answer.status, answer.headers.get('x-amzn-errortype'), await answer.json()];
}

const statuses = async (answers: readonly Promise<Response>[]) =>
  (await Promise.all(answers)).map(({ status }) => status);

describe('a usage plan', () => {
  it('counts the requests of each key for itself, and anew when its period begins', async () => {
    await put('counted', 'x');
    const [first, second] = [await keyOf('Sample'), await keyOf('Sample')];
    const ask = (key: { readonly 'x-api-key': string }) => call('/desk/items/counted', key);
    expect(await statuses([ask(first), ask(first), ask(second)])).toEqual([200, 200, 200]);

    const exceeded = await ask(first);
    expect(exceeded.headers.get('content-type')).toBe('application/problem+json');
    expect(exceeded.headers.get('x-request')).toBe('counted');
    expect(await refusal(exceeded)).toEqual([
      429,
      'LimitExceededException',
      { type: 'QUOTA_EXCEEDED', detail: 'Limit Exceeded' },
    ]);
    expect((await ask(second)).status).toBe(200);
    now += DAY;
    expect((await ask(first)).status).toBe(200);
  });

  it('slows a key down beyond its burst, and lets it go on at its rate', async () => {
    await put('hurried', 'x');
    const [slow, other] = [await keyOf('Slow'), await keyOf('Slow')];
    const ask = (key = slow) => call('/desk/items/hurried', key);
    expect(await statuses([ask(), ask()])).toEqual([200, 200]);
    expect(await refusal(await ask())).toEqual([429, 'TooManyRequestsException', { message: 'Too Many Requests' }]);
    expect((await ask(other)).status).toBe(200);
    now += 1000;
    expect(await statuses([ask(), ask()])).toEqual(expect.arrayContaining([200, 429]));
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['no key', {}],
    ['an unknown key', { 'x-api-key': 'never-issued-by-anybody' }],
  ])('knows nobody with %s', async (_, headers) => {
    const forbidden = [403, 'ForbiddenException', { message: 'Forbidden' }];
    expect(await refusal(await call('/desk/items/counted', headers))).toEqual(forbidden);
  });

  it('is not the only limit: a method has its own for everybody', async () => {
    const ask = () => call('/desk/door');
    expect((await statuses([ask(), ask(), ask()])).toSorted()).toEqual([204, 204, 429]);
    now += 1000;
    expect((await ask()).status).toBe(204);
  });
});

describe('the cache of a stage', () => {
  const read = async (answer: Promise<Response>) => (await answer).text();

  it('answers what was true, to every key, until its time is over', async () => {
    const [key, other] = [await keyOf('Open'), await keyOf('Open')];
    await put('kept', 'old');
    expect(await read(call('/desk/items/kept', key))).toBe('old');
    await put('kept', 'new');
    expect(await read(call('/desk/items/kept?unnamed=1', key))).toBe('old');
    expect(await read(call('/desk/items/kept', other))).toBe('old');
    now += MINUTE;
    expect(await read(call('/desk/items/kept', key))).toBe('new');
  });

  it('keeps an answer for each value of its key parameters', async () => {
    const key = await keyOf('Open');
    await put('spoken', 'old');
    await call('/desk/items/spoken?language=en', key);
    await put('spoken', 'new');
    expect(await read(call('/desk/items/spoken?language=de', key))).toBe('new');
    expect(await read(call('/desk/items/spoken?language=en', key))).toBe('old');
  });

  it('keeps errors of the integration too, and counts what it answers against the quota', async () => {
    const key = await keyOf('Sample');
    expect((await call('/desk/items/missing', key)).status).toBe(404);
    await put('missing', 'found');
    expect(await statuses([call('/desk/items/missing', key)])).toEqual([404]);
    expect((await call('/desk/items/missing', key)).status).toBe(429);
  });

  it('is renewed by whoever may, for all; others are warned', async () => {
    await put('renewed', 'old');
    const path = '/desk/safe/renewed';
    expect(await read(signedBy(CLERK, path))).toBe('old');
    await put('renewed', 'new');
    const ignored = await signedBy(CLERK, path, RENEW);
    expect([await ignored.text(), ignored.headers.get('warning')]).toEqual(['old', '199 Cache-control header ignored']);
    const renewed = await signedBy(KEEPER, path, RENEW);
    expect([await renewed.text(), renewed.headers.get('warning')]).toEqual(['new', null]);
    expect(await read(signedBy(CLERK, path))).toBe('new');
  });

  it('is not renewed by a key alone', async () => {
    const key = await keyOf('Open');
    await put('stale', 'old');
    await call('/desk/items/stale', key);
    await put('stale', 'new');
    const ignored = await call('/desk/items/stale', { ...key, ...RENEW });
    expect([await ignored.text(), ignored.headers.get('warning')]).toEqual(['old', '199 Cache-control header ignored']);
  });
});

describe('a mock', () => {
  it.each([
    ['day', 200, { answer: 'good day' }, null],
    ['night', 503, { answer: 'asleep' }, '3600'],
  ])('at %s has the response of the status that its template picks', async (hour, ...expected) => {
    const answer = await call(`/desk/bell?hour=${hour}`);
    expect([answer.status, await answer.json(), answer.headers.get('retry-after')]).toEqual(expected);
  });

  it('fails where its template picks none', async () => {
    const fault = [500, 'InternalServerErrorException', { message: 'Internal server error' }];
    expect(await refusal(await call('/desk/bell'))).toEqual(fault);
  });
});

describe('a method that leads into a queue', () => {
  const leave = (method: string, body: string, contentType = 'application/json') =>
    fetch(`${cloud.url}/desk/notes`, { method, headers: { 'content-type': contentType }, body });

  it("sends what its template makes of the body, and tells by a header of the queue's answer", async () => {
    const answer = await leave('POST', '{"text":"a & b"}');
    expect([answer.status, await answer.json()]).toEqual([202, {}]);
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl: queueUrl('dead-messages') }));
    expect(Messages.map(({ MessageId, Body }) => [MessageId, Body])).toEqual([
      [answer.headers.get('x-receipt'), '"a & b"'],
    ]);
  });

  it('answers as its responses say where its role may not send', async () => {
    const answer = await leave('PUT', '{"text":"x"}');
    expect([answer.status, await answer.json()]).toEqual([503, { answer: 'no room' }]);
  });

  it('takes no other media type than it has templates for', async () => {
    expect((await leave('POST', 'text=x', 'text/plain')).status).toBe(415);
  });
});

describe('a method that IAM authorises', () => {
  const path = '/desk/safe/vase';

  it('is open to whoever signs and whose role allows it', async () => {
    await put('vase', 'blue');
    const answer = await signedBy(CLERK, path);
    expect([answer.status, await answer.text()]).toEqual([200, 'blue']);
  });

  it.each<[string, () => Promise<Response>, string, unknown]>([
    ['nobody', () => call(path), 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    [
      'another secret',
      () => signedBy(CLERK, path, {}, 'guessed'),
      'InvalidSignatureException',
      expect.stringContaining('does not match the signature you provided'),
    ],
    [
      'an unknown key',
      () => signedBy('AKIANOBODYKNOWSTHIS0', path),
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ],
    [
      'a role that says nothing of the API',
      () => signedBy(accessKeyOf('tradewind-shop-dev-get-item'), path),
      'AccessDeniedException',
      expect.stringMatching(
        /^User: arn:aws:sts::\d+:assumed-role\/\S+ is not authorized to perform: execute-api:Invoke on resource: \S+/,
      ),
    ],
  ])('is closed to a request signed by %s', async (_, send, errorType, message) => {
    expect(await refusal(await send())).toEqual([403, errorType, { message }]);
  });
});

describe('a resource policy', () => {
  it('closes a method to everybody, although nothing else guards it', async () => {
    expect(await refusal(await call('/desk/closed'))).toEqual([
      403,
      'AccessDeniedException',
      { message: expect.stringMatching(/execute-api:Invoke on resource: \S+ with an explicit deny/) },
    ]);
  });
});
