import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { dueKeys, expiryEntry, isExpired } from './expiry.ts';
import type { TableDescription } from './dynalite-types.ts';
import type { ItemStore } from './item-store.ts';
import type { KeyLocks } from './key-locks.ts';
import { deletions, within, type Storage, type TableRecord, type WriteOperation } from './storage.ts';
import type { UserIdentity } from './stream-record.ts';
import type { TableRegistry } from './table-registry.ts';

/** Who deletes expired items, as consumers of the stream tell it from a deletion by the application. */
const SERVICE: UserIdentity = { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' };

const UpdateTimeToLive = z.object({
  TableName: z.string(),
  TimeToLiveSpecification: z.object({
    AttributeName: z.string().check(z.minLength(1), z.maxLength(255)),
    Enabled: z.boolean(),
  }),
});
const DescribeTimeToLive = z.object({ TableName: z.string() });

type Specification = z.output<typeof UpdateTimeToLive>['TimeToLiveSpecification'];

interface TimeToLiveParts {
  readonly storage: Storage;
  readonly tables: TableRegistry;
  readonly locks: KeyLocks;
  readonly items: ItemStore;
  readonly clock: Clock;
}

/** What stands against the change, in the words of AWS. */
function objection(current: string | undefined, { AttributeName, Enabled }: Specification): string | undefined {
  if (current === undefined) return Enabled ? undefined : 'TimeToLive is already disabled';
  if (current !== AttributeName) {
    return `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`;
  }
  return Enabled ? 'TimeToLive is already enabled' : undefined;
}

/** Time to live: which attribute, and the deletion of what has expired, by an index of expiry times. */
export class TimeToLive {
  readonly #parts: TimeToLiveParts;

  constructor(parts: TimeToLiveParts) {
    this.#parts = parts;
  }

  readonly operations: Readonly<Record<string, Operation>> = {
    UpdateTimeToLive: operation(UpdateTimeToLive, ({ TableName, TimeToLiveSpecification }) =>
      this.#parts.locks.exclusive(() => this.#update(TableName, TimeToLiveSpecification)),
    ),
    DescribeTimeToLive: operation(DescribeTimeToLive, ({ TableName }) => {
      const attribute = this.#parts.tables.record(TableName).timeToLive;
      return {
        TimeToLiveDescription:
          attribute === undefined
            ? { TimeToLiveStatus: 'DISABLED' }
            : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
      };
    }),
  };

  /** Deletes the items that are due. Answers how many. */
  async sweep(now: Date): Promise<number> {
    let deleted = 0;
    for (const { description, timeToLive } of this.#parts.tables.all()) {
      if (timeToLive === undefined) continue;
      for (const key of await dueKeys(this.#parts.storage, description.TableName, now)) {
        if (await this.#deleteIfExpired(description, key, { attribute: timeToLive, now })) deleted += 1;
      }
    }
    return deleted;
  }

  #deleteIfExpired(
    table: TableDescription,
    key: string,
    { attribute, now }: { attribute: string; now: Date },
  ): Promise<boolean> {
    const place = { table, key };
    const work: Parameters<ItemStore['write']>[1] = async (view) => {
      const item = view.item(place);
      if (item === undefined || !isExpired(item, attribute, now)) return false;
      view.replace(place, undefined);
      return true;
    };
    return this.#parts.items.write([place], work, { identity: SERVICE }).then((done) => done === true);
  }

  async #update(name: string, specification: Specification): Promise<object> {
    const { tables, storage } = this.#parts;
    const { timeToLive, ...record } = tables.record(name);
    const refused = objection(timeToLive, specification);
    if (refused !== undefined) throw new AwsError('ValidationException', refused);
    const enabled: TableRecord = { ...record, timeToLive: specification.AttributeName };
    if (specification.Enabled) await tables.save(enabled, await this.#entries(name, specification.AttributeName));
    else await tables.save(record, await deletions(storage.expiries, within(name)));
    return { TimeToLiveSpecification: specification };
  }

  async #entries(table: string, attribute: string): Promise<WriteOperation[]> {
    const { storage } = this.#parts;
    const entries: WriteOperation[] = [];
    for await (const [place, item] of storage.items.iterator(within(table))) {
      entries.push(...expiryEntry(storage, { table, key: place.slice(table.length + 1), item, attribute }));
    }
    return entries;
  }
}
