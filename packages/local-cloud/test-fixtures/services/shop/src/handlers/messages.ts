import type { EventBridgeEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import * as table from '../table.ts';

/** Counts the messages by their id; `{"poison":true}` always fails. */
export async function record({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  for (const { messageId, body } of Records) {
    const { id, poison } = JSON.parse(body);
    if (poison === true) failed.push(messageId);
    else await table.count(`MESSAGE#${id}`);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

export async function recordEvent({ detail }: EventBridgeEvent<string, { id: string }>): Promise<void> {
  await table.count(`EVENT#${detail.id}`);
}

export async function recordTick(): Promise<void> {
  await table.put(`TICK#${randomUUID()}`, '');
}
