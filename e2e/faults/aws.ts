import { DynamoDBClient, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { FaultPlan } from '@tradewind/local-cloud/faults/fault-plan';
import { FAULTS_PATH } from '@tradewind/local-cloud/faults/faults-api';
import { eventually } from '@tradewind/testing';
import type { Finding } from '@tradewind/invariants/books';
import { checkBooks } from '@tradewind/invariants/check-books';
import { readBooks } from '@tradewind/invariants/read-books';

const ORDERS_TABLE = 'tradewind-orders-dev';
const RESUME_FUNCTION = 'tradewind-orders-dev-resume-checkouts';
const LONG_AGO = '2020-01-01T00:00:00.000Z';
/** A resumed run is left alone for so long before the next one is asked for. */
const RUN_MS = 3_000;

/** The AWS side of a system under test, as root. */
export interface AwsSide {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  /** From now on; in place of the plan before. */
  injectFaults(plan: Partial<FaultPlan>): Promise<void>;
  endFaults(): Promise<void>;
  /** Resumes every unsettled order as the schedule would a minute later, again and again until none is left. */
  settleOrders(deadlineMs?: number): Promise<void>;
  /** Every broken invariant, without patience for work under way. */
  findings(): Promise<Finding[]>;
  close(): void;
}

async function unsettledOrders(client: DynamoDBClient): Promise<string[]> {
  const keys: string[] = [];
  const request = { TableName: ORDERS_TABLE, ConsistentRead: true, FilterExpression: 'attribute_exists(gsi2sk)' };
  for await (const { Items = [] } of paginateScan({ client }, request)) {
    keys.push(...Items.map(({ pk }) => pk?.S ?? ''));
  }
  return keys;
}

/** What a minute would do; the rule itself, that only due orders are resumed, stays as it is. */
async function makeDue(client: DynamoDBClient, pk: string): Promise<void> {
  const update = new UpdateItemCommand({
    TableName: ORDERS_TABLE,
    Key: { pk: { S: pk }, sk: { S: 'HEAD' } },
    UpdateExpression: 'SET gsi2sk = :past',
    ConditionExpression: 'attribute_exists(gsi2sk)',
    ExpressionAttributeValues: { ':past': { S: LONG_AGO } },
  });
  await client.send(update).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
  });
}

/** Opens the AWS side of the system at this endpoint. */
export function awsSide(endpoint: string): AwsSide {
  const config = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const dynamodb = new DynamoDBClient(config);
  const lambda = new LambdaClient(config);
  const sqs = new SQSClient(config);

  async function tellFaults(method: string, body?: string): Promise<void> {
    const answer = await fetch(`${endpoint}${FAULTS_PATH}`, { method, ...(body === undefined ? {} : { body }) });
    if (!answer.ok) throw new Error(`The faults were refused: ${await answer.text()}`);
  }

  async function resume(): Promise<void> {
    for (const pk of await unsettledOrders(dynamodb)) await makeDue(dynamodb, pk);
    await lambda.send(new InvokeCommand({ FunctionName: RESUME_FUNCTION, Payload: Buffer.from('{}') }));
  }

  async function requireSettled(): Promise<void> {
    const unsettled = await unsettledOrders(dynamodb);
    if (unsettled.length > 0) throw new Error(`Not settled: ${unsettled.join(', ')}`);
  }

  return {
    dynamodb,
    sqs,
    injectFaults: (plan) => tellFaults('PUT', JSON.stringify(plan)),
    endFaults: () => tellFaults('DELETE'),
    async settleOrders(deadlineMs = 70_000) {
      await eventually(
        async () => {
          await resume();
          await eventually(requireSettled, { timeoutMs: RUN_MS, intervalMs: 100 });
        },
        { timeoutMs: deadlineMs },
      );
    },
    findings: async () => checkBooks(await readBooks(dynamodb, 'dev'), { now: new Date(), patienceMs: 0 }),
    close() {
      for (const client of [dynamodb, lambda, sqs]) client.destroy();
    },
  };
}
