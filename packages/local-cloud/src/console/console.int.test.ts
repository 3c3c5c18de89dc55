import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import type { Cloud } from '../cloud.ts';
import { clientSettings, eventually, startFixture } from '../running-cloud.test-support.ts';
import { formatTraceHeader, newSpanId, newTraceId } from './trace-header.ts';
import { EventList, LogList, Overview, RedriveResult, TraceList, TraceView } from './views.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startFixture();
});
afterAll(async () => {
  await cloud.close();
});

async function asked<T>(path: string, schema: z.ZodMiniType<T>): Promise<T> {
  return z.parse(schema, await (await fetch(`${cloud.url}/_console/${path}`)).json());
}

function redrive(queue: string, headers: Record<string, string> = {}): Promise<Response> {
  const own = { origin: cloud.url, 'content-type': 'application/json', ...headers };
  return fetch(`${cloud.url}/_console/queues/${queue}/redrive`, { method: 'POST', headers: own, body: '{}' });
}

/** A trace of this test's own, as a client names it, and how to read it. */
function ownTrace() {
  const traceId = newTraceId(Date.now());
  const spanId = newSpanId();
  return {
    traceparent: `00-${traceId}-${spanId}-01`,
    header: formatTraceHeader(traceId, spanId),
    read: () => asked(`traces/${traceId}`, TraceView),
  };
}

function send(method: string, path: string, traceparent: string): Promise<Response> {
  return fetch(`${cloud.url}${path}`, { method, headers: { traceparent }, ...(method === 'PUT' && { body: 'blue' }) });
}

const tree = ({ spans }: TraceView) => spans.map(({ kind, name, depth }) => `${'  '.repeat(depth)}${kind} ${name}`);

async function queueNamed(name: string) {
  const { services } = await asked('overview', Overview);
  return services.flatMap(({ queues }) => queues).find((queue) => queue.name === name);
}

describe('traces', () => {
  it('follow a request into its function and what that calls', async () => {
    const trace = ownTrace();
    await send('PUT', '/items/mug', trace.traceparent);
    const view = await trace.read();
    expect(tree(view)).toEqual(['gateway PUT /items/mug', '  function put-item', '    aws DynamoDB PutItem']);
    expect(view.spans[1]?.attributes).toMatchObject({ coldStart: true, service: 'shop' });
    expect(view.spans[2]?.attributes).toMatchObject({
      tableName: 'tradewind-shop-dev',
      key: expect.stringContaining('ITEM#mug'),
    });
    expect(view.summary).toMatchObject({ origin: 'request', status: 204 });
  });

  it('tell what a function threw', async () => {
    const trace = ownTrace();
    await send('GET', '/broken', trace.traceparent);
    const { spans } = await trace.read();
    expect(spans.map(({ error }) => error)).toEqual(['HTTP 500', 'shop.broken: It is broken.']);
  });

  it('follow an event through its rule, the queue and the function behind it', async () => {
    const trace = ownTrace();
    const id = randomUUID();
    const client = new EventBridgeClient(clientSettings(cloud.endpoint));
    const Detail = JSON.stringify({ id });
    const entry = { EventBusName: 'tradewind-dev', Source: 'tradewind.orders', DetailType: 'made', Detail };
    await client.send(new PutEventsCommand({ Entries: [{ ...entry, TraceHeader: trace.header }] }));
    client.destroy();
    await eventually(async () => {
      const rows = tree(await trace.read());
      expect(rows[0]).toBe('event made');
      expect(rows).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^ {2}delivery .*→ tradewind-shop-dev-messages$/),
          '    queue tradewind-shop-dev-messages',
          '      function record-messages',
          '        aws DynamoDB UpdateItem',
        ]),
      );
    });
    const { events } = await asked(`events?text=${id}`, EventList);
    expect(events).toMatchObject([{ detailType: 'made', detail: { id }, rules: ['tradewind-shop-dev-orders'] }]);
  });

  it('follow an execution through its states', async () => {
    const trace = ownTrace();
    const client = new SFNClient({ ...clientSettings(cloud.endpoint), disableHostPrefix: true });
    const stateMachineArn = arn('states', 'stateMachine:tradewind-shop-dev-forgiving');
    await client.send(new StartSyncExecutionCommand({ stateMachineArn, traceHeader: trace.header }));
    client.destroy();
    const view = await trace.read();
    expect(tree(view)).toEqual([
      'execution tradewind-shop-dev-forgiving',
      '  state Try',
      '    function broken',
      '  state Forgive',
    ]);
    expect(view.spans.map(({ error }) => error?.split(':')[0])).toEqual([
      undefined,
      'shop.broken',
      'shop.broken',
      undefined,
    ]);
  });

  it('are listed newest first, filtered', async () => {
    const trace = ownTrace();
    await send('GET', '/items/none', trace.traceparent);
    const { traces } = await asked('traces?text=items/none&failed=true&origin=request', TraceList);
    expect(traces).toMatchObject([{ name: 'GET /items/none', status: 404 }]);
    expect((await asked('traces?text=nothing-like-it', TraceList)).traces).toEqual([]);
  });

  it('that are unknown are not found', async () => {
    expect((await fetch(`${cloud.url}/_console/traces/unknown`)).status).toBe(404);
  });
});

describe('logs', () => {
  it('hold what functions wrote, found by function', async () => {
    await fetch(`${cloud.url}/broken`);
    const { lines } = await asked('logs?function=tradewind-shop-dev-broken&level=error&text=it+is+broken', LogList);
    expect(lines[0]).toMatchObject({ level: 'error', functionName: 'tradewind-shop-dev-broken' });
  });
});

describe('queues', () => {
  const SOURCE = 'tradewind-shop-dev-messages';
  const DEAD = 'tradewind-shop-dev-dead-messages';

  it('show their dead letters and send them back', async () => {
    const trace = ownTrace();
    const client = new SQSClient(clientSettings(cloud.endpoint));
    const AWSTraceHeader = { DataType: 'String', StringValue: trace.header };
    const message = { QueueUrl: SOURCE, MessageBody: '{"poison":true}', MessageSystemAttributes: { AWSTraceHeader } };
    await client.send(new SendMessageCommand(message));
    client.destroy();
    await eventually(async () => expect(await queueNamed(DEAD)).toMatchObject({ visible: 1, deadLettersOf: [SOURCE] }));
    const rows = async () => tree(await trace.read()).map((row) => row.trim());
    const deliveries = async () => (await rows()).filter((row) => row === 'function record-messages').length;
    expect(await rows()).toContain(`dead-letter ${DEAD}`);
    const before = await deliveries();
    const answer = await redrive(DEAD);
    expect(z.parse(RedriveResult, await answer.json())).toEqual({ moved: 1, stuck: 0 });
    // Poison is soon a dead letter again, so how many there are now says nothing; what was delivered stays.
    await eventually(async () => expect(await deliveries()).toBeGreaterThan(before));
  });

  it('that are no dead-letter queues have nothing to send back', async () => {
    expect((await redrive(SOURCE)).status).toBe(409);
    expect((await redrive('unknown')).status).toBe(409);
  });

  it.each([{ origin: 'https://evil.example' }, { 'content-type': 'text/plain' }, { 'sec-fetch-site': 'cross-site' }])(
    'send nothing back for %j',
    async (headers) => {
      expect((await redrive(DEAD, headers)).status).toBe(403);
    },
  );
});

describe('the server', () => {
  it('answers to no name but this machine’s', async () => {
    const { port } = new URL(cloud.url);
    const status = await new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port,
        path: '/_console/overview',
        headers: { host: `evil.example:${port}` },
      };
      request(options, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it.each(['console.js', 'console.css'])('serves %s with a policy without inline scripts', async (name) => {
    const address = `${cloud.url}/_console/${name}`;
    const first = await fetch(address);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-security-policy')).toContain("script-src 'self'");
    const again = await fetch(address, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it.each(['', 'unknown', 'queues/x/redrive', 'traces/a/b', '../etc/passwd', 'console.js/x'])(
    'has nothing at %j',
    async (path) => {
      expect((await fetch(`${cloud.url}/_console/${path}`)).status).toBe(404);
    },
  );

  it('tells open pages that something changed', async () => {
    const abort = new AbortController();
    const stream = await fetch(`${cloud.url}/_console/live`, { signal: abort.signal });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('event: change');
    await fetch(`${cloud.url}/version`);
    expect((await reader?.read())?.value).toContain('event: change');
    abort.abort();
  });
});
