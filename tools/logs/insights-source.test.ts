import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { insightsSource } from './insights-source.ts';
import { NoLogError } from './log-source.ts';

interface Call {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** Answers in CloudWatch Logs' own protocol (AWS JSON 1.1), as the SDK speaks it. */
class LogsEndpoint {
  readonly calls: Call[] = [];
  answers: Readonly<Record<string, (input: Record<string, unknown>, asked: number) => object>> = {};
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const input: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const asked = this.calls.filter((call) => call.operation === operation).length;
      this.calls.push({ operation, input });
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify(this.answers[operation]?.(input, asked) ?? {}));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('It does not listen on a port.');
    return `http://127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const row = (functionName: string, message: string) => [
  { field: '@timestamp', value: '2026-01-31 09:30:00.000' },
  { field: '@message', value: `${message}\n` },
  { field: '@log', value: `000000000000:/aws/lambda/${functionName}` },
];
const spoken = (time: string) => JSON.stringify({ level: 'info', time, message: 'request', orderId: 'ord_1' });
const since = new Date('2026-01-31T09:00:00.000Z');

let endpoint: LogsEndpoint;
let client: CloudWatchLogsClient;
beforeEach(async () => {
  endpoint = new LogsEndpoint();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new CloudWatchLogsClient({ endpoint: await endpoint.start(), region: 'us-east-1', credentials });
});
afterEach(() => {
  client.destroy();
  endpoint.stop();
});

function groups(...names: string[]) {
  return () => ({ logGroups: names.map((name) => ({ logGroupName: `/aws/lambda/${name}` })) });
}

describe('insightsSource', () => {
  it('asks for the texts in the log groups of the stage, and waits for the answer', async () => {
    endpoint.answers = {
      DescribeLogGroups: groups('tradewind-orders-prod-get-order', 'tradewind-orders-dev-get-order'),
      StartQuery: () => ({ queryId: 'q1' }),
      GetQueryResults: (_, asked) => ({
        status: asked === 0 ? 'Running' : 'Complete',
        results: [
          row('tradewind-orders-prod-get-order', spoken('2026-01-31T09:30:02.000Z')),
          row('tradewind-orders-prod-get-order', spoken('2026-01-31T09:30:01.000Z')),
          row('tradewind-orders-prod-get-order', 'REPORT RequestId: 1 Duration: 3 ms'),
          row('tradewind-orders-prod-get-order', '2026-01-31T09:30:03Z 1 Task timed out after 10.00 seconds'),
        ],
      }),
    };
    const lines = await insightsSource({ client, stage: 'prod', since }).find(['ord_1', 'crt-2']);
    expect(lines.map(({ at, fields }) => [new Date(at).toISOString(), fields['orderId']])).toEqual([
      ['2026-01-31T09:30:00.000Z', undefined],
      ['2026-01-31T09:30:01.000Z', 'ord_1'],
      ['2026-01-31T09:30:02.000Z', 'ord_1'],
    ]);
    const query = endpoint.calls.find(({ operation }) => operation === 'StartQuery');
    expect(query?.input).toMatchObject({
      logGroupNames: ['/aws/lambda/tradewind-orders-prod-get-order'],
      queryString: expect.stringContaining(String.raw`filter @message like /ord_1|crt\-2/`),
      startTime: since.getTime() / 1000,
    });
  });

  it('asks in portions of fifty log groups, which is all that one query takes', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `tradewind-orders-prod-f${index}`);
    endpoint.answers = {
      DescribeLogGroups: groups(...names),
      StartQuery: () => ({ queryId: 'q1' }),
      GetQueryResults: () => ({ status: 'Complete', results: [] }),
    };
    await insightsSource({ client, stage: 'prod', since }).find(['ord_1']);
    const sizes = endpoint.calls
      .filter(({ operation }) => operation === 'StartQuery')
      .map(({ input }) => (Array.isArray(input['logGroupNames']) ? input['logGroupNames'].length : 0));
    expect(sizes).toEqual([50, 50, 20]);
  });

  it('says when the stage has no logs in this account, and when a query fails', async () => {
    endpoint.answers = { DescribeLogGroups: groups('tradewind-orders-dev-get-order') };
    await expect(insightsSource({ client, stage: 'prod', since }).find([])).rejects.toThrow(NoLogError);
    endpoint.answers = {
      DescribeLogGroups: groups('tradewind-orders-prod-get-order'),
      StartQuery: () => ({ queryId: 'q1' }),
      GetQueryResults: () => ({ status: 'Failed' }),
    };
    await expect(insightsSource({ client, stage: 'prod', since }).find([])).rejects.toThrow('Failed');
  });
});
