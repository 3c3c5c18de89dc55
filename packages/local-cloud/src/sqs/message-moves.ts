import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { resourceName } from '../aws/account.ts';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { SqsContext } from './context.ts';
import type { StoredMessage } from './message-table.ts';

const Row = z.object({
  handle: z.string(),
  source_arn: z.string(),
  destination_arn: z.nullable(z.string()),
  status: z.string(),
  failure: z.nullable(z.string()),
  moved: z.number(),
  to_move: z.number(),
  started_at: z.number(),
});

/** Redrive: dead letters go back to where they came from, or to a queue of choice. A move is done when it is answered. */
export function moveOperations(context: SqsContext): Record<string, Operation> {
  const { store, queues } = context;
  store.define(`CREATE TABLE IF NOT EXISTS sqs_moves (
    handle TEXT PRIMARY KEY, source_arn TEXT NOT NULL, destination_arn TEXT, status TEXT NOT NULL, failure TEXT,
    moved INTEGER NOT NULL, to_move INTEGER NOT NULL, started_at INTEGER NOT NULL)`);
  const insert = store.command(`INSERT INTO sqs_moves VALUES
    (:handle, :sourceArn, :destinationArn, :status, :failure, :moved, :toMove, :startedAt)`);
  const list = store.query(
    'SELECT * FROM sqs_moves WHERE source_arn = :sourceArn ORDER BY started_at DESC, rowid DESC LIMIT :limit',
    Row,
  );

  return {
    StartMessageMoveTask: operation(
      z.object({ SourceArn: z.string(), DestinationArn: z.optional(z.string()) }),
      ({ SourceArn, DestinationArn }) => {
        const source = queueByArn(context, SourceArn);
        if (queues.sourcesOf(source.arn).length === 0) {
          throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
        }
        const destination = DestinationArn === undefined ? undefined : queueByArn(context, DestinationArn).name;
        const startedAt = context.clock.now().getTime();
        const handle = Buffer.from(randomUUID()).toString('base64');
        store.transaction(() => {
          const { moved, stuck } = moveAll(context, source.name, destination, startedAt);
          insert.run({
            handle,
            sourceArn: source.arn,
            destinationArn: DestinationArn ?? null,
            status: stuck > 0 ? 'FAILED' : 'COMPLETED',
            failure: stuck > 0 ? 'CouldNotDetermineMessageSource' : null,
            moved,
            toMove: moved + stuck,
            startedAt,
          });
        });
        return { TaskHandle: handle };
      },
    ),
    ListMessageMoveTasks: operation(
      z.object({ SourceArn: z.string(), MaxResults: z._default(z.number().check(z.minimum(1), z.maximum(10)), 1) }),
      ({ SourceArn, MaxResults }) => ({
        Results: list.all({ sourceArn: queueByArn(context, SourceArn).arn, limit: MaxResults }).map(moveView),
      }),
    ),
  };
}

function moveView(row: z.output<typeof Row>): object {
  return {
    Status: row.status,
    SourceArn: row.source_arn,
    DestinationArn: row.destination_arn ?? undefined,
    FailureReason: row.failure ?? undefined,
    ApproximateNumberOfMessagesMoved: row.moved,
    ApproximateNumberOfMessagesToMove: row.to_move,
    StartedTimestamp: row.started_at,
  };
}

function moveAll(context: SqsContext, source: string, destination: string | undefined, now: number) {
  let moved = 0;
  let stuck = 0;
  for (const message of context.messages.all(source)) {
    const target = destination ?? origin(context, message);
    if (target === undefined) {
      stuck += 1;
    } else {
      context.messages.redrive(message, target, now);
      context.waiters.wake(target);
      moved += 1;
    }
  }
  return { moved, stuck };
}

function origin(context: SqsContext, message: StoredMessage): string | undefined {
  return message.source_arn === null ? undefined : context.queues.find(resourceName(message.source_arn))?.name;
}

function queueByArn(context: SqsContext, queueArn: string) {
  const queue = context.queues.find(resourceName(queueArn));
  if (queue === undefined || queue.arn !== queueArn) {
    throw new AwsError(
      'ResourceNotFoundException',
      "The resource that you specified for the SourceArn parameter doesn't exist.",
    );
  }
  return queue;
}
