import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation, parseInput } from '../aws/operation.ts';
import { validated } from './dynalite.ts';
import type { KeyLocks } from './key-locks.ts';
import { deletions, within, type Storage } from './storage.ts';
import { limits } from './store-view.ts';
import { inStatus, StreamSpecification, tableDescription } from './table-description.ts';
import { updateTable } from './table-update.ts';
import type { TableRegistry } from './table-registry.ts';

const MAX_NAMES = 100;

const Tags = z.array(z.object({ Key: z.string(), Value: z.string() }));

/** What dynalite does not know of CreateTable. */
const CreateTableExtras = z.object({
  StreamSpecification: z.optional(StreamSpecification),
  Tags: z.optional(Tags),
});
const TableName = z.object({ TableName: z.string().check(z.minLength(1)) });
const ListTables = z.object({
  ExclusiveStartTableName: z.optional(z.string()),
  Limit: z.optional(z.int().check(z.minimum(1), z.maximum(MAX_NAMES))),
});
const TagResource = z.object({ ResourceArn: z.string(), Tags });
const UntagResource = z.object({ ResourceArn: z.string(), TagKeys: z.array(z.string()) });
const ListTagsOfResource = z.object({ ResourceArn: z.string() });

function tagsOf(tags: z.output<typeof Tags>): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

export interface TableParts {
  readonly storage: Storage;
  readonly tables: TableRegistry;
  readonly locks: KeyLocks;
  readonly clock: Clock;
}

/** The operations on tables. Each takes effect at once, as one batch, while no item is being written. */
export function tableOperations({ storage, tables, locks, clock }: TableParts): Readonly<Record<string, Operation>> {
  function byArn(resourceArn: string) {
    const record = tables.find(resourceArn.split('/').at(-1) ?? '');
    if (record?.description.TableArn !== resourceArn) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Requested resource not found: ResourcArn: ${resourceArn} not found`,
      );
    }
    return record;
  }

  async function create(input: unknown): Promise<object> {
    const schema = validated('CreateTable', input, limits);
    const extras = parseInput(CreateTableExtras, input);
    if (tables.find(schema.TableName) !== undefined) {
      throw new AwsError('ResourceInUseException', `Table already exists: ${schema.TableName}`);
    }
    const description = tableDescription(schema, extras.StreamSpecification, clock.now());
    await tables.save({ description, tags: tagsOf(extras.Tags ?? []) });
    return { TableDescription: inStatus(description, 'CREATING') };
  }

  async function remove(name: string): Promise<object> {
    const { description } = tables.record(name);
    const sections = [storage.items, storage.indexes, storage.expiries, storage.streamRecords];
    const all = await Promise.all(sections.map((section) => deletions(section, within(name))));
    await tables.remove(name, all.flat());
    return { TableDescription: inStatus(description, 'DELETING') };
  }

  function list({ ExclusiveStartTableName: start, Limit = MAX_NAMES }: z.output<typeof ListTables>): object {
    const names = tables.all().map(({ description }) => description.TableName);
    const rest = names.filter((name) => start === undefined || name > start);
    const page = rest.slice(0, Limit);
    return { TableNames: page, ...(rest.length > page.length && { LastEvaluatedTableName: page.at(-1) }) };
  }

  async function retag(resourceArn: string, change: (tags: Record<string, string>) => Record<string, string>) {
    const record = byArn(resourceArn);
    await tables.save({ ...record, tags: change({ ...record.tags }) });
    return {};
  }

  return {
    CreateTable: (input) => locks.exclusive(() => create(input)),
    DeleteTable: operation(TableName, ({ TableName: name }) => locks.exclusive(() => remove(name))),
    UpdateTable: (input) => locks.exclusive(() => updateTable({ storage, tables, clock }, input)),
    DescribeTable: operation(TableName, ({ TableName: name }) => ({ Table: tables.record(name).description })),
    ListTables: operation(ListTables, list),
    TagResource: operation(TagResource, ({ ResourceArn, Tags: added }) =>
      locks.exclusive(() => retag(ResourceArn, (tags) => ({ ...tags, ...tagsOf(added) }))),
    ),
    UntagResource: operation(UntagResource, ({ ResourceArn, TagKeys }) =>
      locks.exclusive(() =>
        retag(ResourceArn, (tags) =>
          Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))),
        ),
      ),
    ),
    ListTagsOfResource: operation(ListTagsOfResource, ({ ResourceArn }) => ({
      Tags: Object.entries(byArn(ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}
