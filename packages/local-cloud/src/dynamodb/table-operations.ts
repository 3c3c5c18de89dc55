import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation, parseInput } from '../aws/operation.ts';
import { validated } from './dynalite.ts';
import type { KeyLocks } from './key-locks.ts';
import { deletions, within, type Storage } from './storage.ts';
import { limits } from './store-view.ts';
import { inStatus, StreamSpecification, tableDescription } from './table-description.ts';
import { refuseDraft, requireSchema, requireTableName } from './table-checks.ts';
import { requireDeletable, TableSettings, withSettings } from './table-settings.ts';
import { Tags, tagsOf } from './tag-operations.ts';
import { updateTable } from './table-update.ts';
import type { TableRegistry } from './table-registry.ts';

const MAX_NAMES = 100;

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

export interface TableParts {
  readonly storage: Storage;
  readonly tables: TableRegistry;
  readonly locks: KeyLocks;
  readonly clock: Clock;
}

/** The operations on tables. Each takes effect at once, as one batch, while no item is being written. */
export function tableOperations({ storage, tables, locks, clock }: TableParts): Readonly<Record<string, Operation>> {
  async function create(input: unknown): Promise<object> {
    refuseDraft(input);
    const schema = validated('CreateTable', input, limits);
    const extras = parseInput(CreateTableExtras, input);
    const settings = parseInput(TableSettings, input);
    requireSchema(schema, extras.StreamSpecification);
    if (tables.find(schema.TableName) !== undefined) {
      throw new AwsError('ResourceInUseException', `Table already exists: ${schema.TableName}`);
    }
    const now = clock.now();
    const description = withSettings(tableDescription(schema, extras.StreamSpecification, now), settings, now);
    await tables.save({ description, tags: tagsOf(extras.Tags ?? []) });
    return { TableDescription: inStatus(description, 'CREATING') };
  }

  async function remove(name: string): Promise<object> {
    const { description } = tables.record(name);
    requireDeletable(description);
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

  function named(run: (name: string) => Promise<object> | object): Operation {
    const byName = operation(TableName, ({ TableName: name }) => run(name));
    return (input, call) => {
      requireTableName(input);
      return byName(input, call);
    };
  }

  return {
    CreateTable: (input) => locks.exclusive(() => create(input)),
    DeleteTable: named((name) => locks.exclusive(() => remove(name))),
    UpdateTable: (input) => {
      requireTableName(input);
      return locks.exclusive(() => updateTable({ storage, tables, clock }, input));
    },

    DescribeTable: named((name) => ({ Table: tables.record(name).description })),
    ListTables: operation(ListTables, list),
  };
}
