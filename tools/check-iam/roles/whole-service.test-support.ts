import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { openTable, type Item } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { eventually, httpEvent, startTestCloud, type HttpEventOptions } from '@tradewind/testing';
import * as z from 'zod/mini';

const Answer = z.object({
  statusCode: z.number(),
  body: z._default(z.string(), ''),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
const Body = z.record(z.string(), z.unknown());

export interface HttpAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** What an update must name in `If-Match`. */
  readonly etag: string;
  /** Whether it is the stored answer of an idempotency key. */
  readonly replayed: boolean;
}

/** Services running whole, each function under its own role, and the doors past them that belong to root. */
export async function openServices(...services: readonly string[]) {
  const cloud = await startTestCloud({ services: ['platform', ...services], functions: true });

  /** Calls the function `<service>/<key>` as the gateway does for an admin. */
  async function http(name: string, options: HttpEventOptions): Promise<HttpAnswer> {
    const claims = { username: newId('usr'), 'cognito:groups': '[admin]', token_use: 'access', ...options.claims };
    const { payload } = await cloud.runtime.invoke(lambdaName(name), httpEvent({ ...options, claims }));
    const { statusCode, body, headers } = z.parse(Answer, payload);
    const header = (wanted: string) => Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
    return {
      status: statusCode,
      body: body === '' ? {} : z.parse(Body, JSON.parse(body)),
      etag: String(header('etag') ?? ''),
      replayed: header('idempotency-replayed') === 'true',
    };
  }

  return {
    cloud,
    http,
    invoke: (name: string, event: unknown) => cloud.runtime.invoke(lambdaName(name), event),
    /** The newest code that the user pool mailed, once it is another one than `before`. */
    mailedCode: (email: string, before = ''): Promise<string> =>
      eventually(() => {
        const mail = cloud.mailbox.list({ to: email }).find(({ origin }) => origin === 'cognito');
        const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0];
        if (code === undefined || code === before) throw new Error(`No code was mailed to ${email}.`);
        return code;
      }),
    table: (service: string) => openTable(`tradewind-${service}-dev`),
    /** Waits until no event of the service waits for its publication. */
    published: (service: string) =>
      eventually(async () => {
        const { scanned, waiting } = await outboxRows(`tradewind-${service}-dev`);
        if (scanned === 0 || waiting > 0) throw new Error(`${waiting} events are not published.`);
      }),
    /** Puts a row in the outbox of which no event can be made, and waits for it among the dead letters. */
    async failsToPublish(service: string, queueName = `tradewind-${service}-dev-outbox-dead-letters`): Promise<string> {
      const row: Item = { pk: `OUTBOX#${newId('evt')}`, sk: 'OUTBOX' };
      await openTable(`tradewind-${service}-dev`).put(row);
      return firstMessage(`${cloud.endpoint}/000000000000/${queueName}`);
    },
  };
}

function lambdaName(name: string): string {
  const [service, key] = name.split('/');
  return `tradewind-${service}-dev-${key}`;
}

async function outboxRows(TableName: string) {
  const { Items = [] } = await new DynamoDBClient({}).send(new ScanCommand({ TableName, ConsistentRead: true }));
  return { scanned: Items.length, waiting: Items.filter(({ pk }) => pk?.S?.startsWith('OUTBOX#') === true).length };
}

/** A record is tried again for some seconds before it is given up. */
async function firstMessage(QueueUrl: string): Promise<string> {
  const client = new SQSClient({});
  return eventually(
    async () => {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
      const body = Messages[0]?.Body;
      if (body === undefined) throw new Error('No dead letter yet.');
      return body;
    },
    { timeoutMs: 20_000 },
  );
}
