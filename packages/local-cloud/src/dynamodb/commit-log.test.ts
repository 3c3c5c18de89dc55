import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@tradewind/kernel';
import { CommitLog } from './commit-log.ts';
import type { TableDescription } from './dynalite-types.ts';
import { openStorage, type Storage, type WriteOperation } from './storage.ts';
import type { ItemChange } from './stream-record.ts';
import { tableDescription } from './table-description.ts';
import { TableRegistry } from './table-registry.ts';

const table: TableDescription = tableDescription(
  {
    TableName: 'orders',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  },
  { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  new Date(0),
);

function insertion(pk: string): { operations: []; changes: ItemChange[] } {
  return { operations: [], changes: [{ table, key: pk, before: undefined, after: { pk: { S: pk } } }] };
}

interface PendingWrite extends PromiseWithResolvers<void> {
  readonly operations: readonly WriteOperation[];
}

describe('CommitLog', () => {
  let disk: Storage;
  let writes: PendingWrite[];
  let log: CommitLog;

  beforeEach(async () => {
    disk = await openStorage();
    writes = [];
    const slow: Storage = {
      ...disk,
      write(operations) {
        const write = { ...Promise.withResolvers<void>(), operations };
        writes.push(write);
        return write.promise.then(() => disk.write(operations));
      },
    };
    log = await CommitLog.open(slow, await TableRegistry.open(disk), systemClock);
  });
  afterEach(() => disk.close());

  it('writes one batch at a time, the next with all that came meanwhile', async () => {
    const first = log.commit(insertion('1'));
    const others = Promise.all([log.commit(insertion('2')), log.commit(insertion('3'))]);
    expect(writes).toHaveLength(1);
    expect(log.committedSequence).toBe(0);
    writes[0]?.resolve();
    await first;
    expect(log.committedSequence).toBe(1);
    expect(writes).toHaveLength(2);
    writes[1]?.resolve();
    await others;
    expect(log.committedSequence).toBe(3);
    const records = await disk.streamRecords.values().all();
    expect(records.map(({ dynamodb }) => dynamodb.Keys)).toEqual(['1', '2', '3'].map((pk) => ({ pk: { S: pk } })));
  });

  it('puts an item and its stream record into the same batch', async () => {
    const commit = log.commit(insertion('1'));
    expect(writes[0]?.operations.map(({ type, key }) => `${type} ${key}`)).toEqual([
      'put orders~1',
      `put orders~${table.LatestStreamLabel}~000000000000000000001`,
      'put sequence',
    ]);
    writes[0]?.resolve();
    await commit;
  });

  it('fails only the commits of the batch that could not be written', async () => {
    const failing = log.commit(insertion('1'));
    const later = log.commit(insertion('2'));
    writes[0]?.reject(new Error('disk full'));
    await expect(failing).rejects.toThrow('disk full');
    writes[1]?.resolve();
    await later;
    expect(await disk.items.values().all()).toEqual([{ pk: { S: '2' } }]);
  });

  it('shows readers of the stream nothing before it is written, and never what could not be', async () => {
    const arn = String(table.LatestStreamArn);
    const seen = () => log.tails.after(arn, 0, 10)?.map(({ dynamodb }) => dynamodb.Keys);
    const failing = log.commit(insertion('1'));
    const later = log.commit(insertion('2'));
    writes[0]?.reject(new Error('disk full'));
    await expect(failing).rejects.toThrow('disk full');
    expect(seen()).toEqual([]);
    writes[1]?.resolve();
    await later;
    expect(seen()).toEqual([{ pk: { S: '2' } }]);
  });

  it('tells listeners only of what is written', async () => {
    const heard: string[] = [];
    log.onStreamRecord((arn) => heard.push(arn));
    const commit = log.commit(insertion('1'));
    expect(heard).toEqual([]);
    writes[0]?.resolve();
    await commit;
    await log.drained();
    expect(heard).toEqual([table.LatestStreamArn]);
  });
});
