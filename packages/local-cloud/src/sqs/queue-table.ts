import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { arn, resourceName } from '../aws/account.ts';
import { jsonColumn, type Store } from '../store.ts';
import { queueDoesNotExist } from './errors.ts';
import { DEFAULT_ATTRIBUTES, redrivePolicy, type QueueAttributes } from './queue-attributes.ts';

const TextMap = z.record(z.string(), z.string());
const Row = z.object({
  name: z.string(),
  attributes: jsonColumn(TextMap),
  tags: jsonColumn(TextMap),
  created_at: z.number(),
  modified_at: z.number(),
});

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly attributes: QueueAttributes;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The queues and their settings. */
export class QueueTable {
  readonly #clock: Clock;
  readonly #byName;
  readonly #all;
  readonly #insert;
  readonly #update;
  readonly #delete;

  constructor(store: Store, clock: Clock) {
    store.define(`CREATE TABLE IF NOT EXISTS sqs_queues (
      name TEXT PRIMARY KEY, attributes TEXT NOT NULL, tags TEXT NOT NULL,
      created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL) WITHOUT ROWID`);
    this.#clock = clock;
    this.#byName = store.query('SELECT * FROM sqs_queues WHERE name = :name', Row);
    this.#all = store.query('SELECT * FROM sqs_queues ORDER BY name', Row);
    this.#insert = store.command('INSERT INTO sqs_queues VALUES (:name, :attributes, :tags, :now, :now)');
    this.#update = store.command(
      'UPDATE sqs_queues SET attributes = :attributes, tags = :tags, modified_at = :now WHERE name = :name',
    );
    this.#delete = store.command('DELETE FROM sqs_queues WHERE name = :name');
  }

  find(name: string): Queue | undefined {
    const row = this.#byName.get({ name });
    return row === undefined ? undefined : toQueue(row);
  }

  /** By URL, by ARN or by name: the last part is the name in all three. Throws QueueDoesNotExist. */
  get(reference: string): Queue {
    const queue = this.find(resourceName(reference));
    if (queue === undefined) throw queueDoesNotExist();
    return queue;
  }

  list(): Queue[] {
    return this.#all.all().map(toQueue);
  }

  /** The queues whose dead letters go to `queueArn`. */
  sourcesOf(queueArn: string): Queue[] {
    return this.list().filter((queue) => redrivePolicy(queue.attributes)?.deadLetterTargetArn === queueArn);
  }

  create(name: string, attributes: QueueAttributes, tags: Readonly<Record<string, string>>): void {
    this.#insert.run({
      name,
      attributes: JSON.stringify({ ...DEFAULT_ATTRIBUTES, ...attributes }),
      tags: JSON.stringify(tags),
      now: this.#clock.now().getTime(),
    });
  }

  save(queue: Queue): void {
    this.#update.run({
      name: queue.name,
      attributes: JSON.stringify(queue.attributes),
      tags: JSON.stringify(queue.tags),
      now: this.#clock.now().getTime(),
    });
  }

  delete(name: string): void {
    this.#delete.run({ name });
  }
}

function toQueue(row: z.output<typeof Row>): Queue {
  return {
    name: row.name,
    arn: arn('sqs', row.name),
    attributes: row.attributes,
    tags: row.tags,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  };
}
