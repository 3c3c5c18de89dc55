import { sameItems, sameValue } from './attribute-values.ts';
import type { Item, SecondaryIndex, TableDescription } from './dynalite-types.ts';
import { itemSize } from './item-size.ts';

const WRITE_BYTES = 1024;
const READ_BYTES = 4096;

/** The units that a request used of a table and of its indexes by name; an index that it did not touch is absent. */
export interface Units {
  readonly table: number;
  readonly global: Readonly<Record<string, number>>;
  readonly local: Readonly<Record<string, number>>;
}

/** An item of a table before and after a write. */
export interface Written {
  readonly table: TableDescription;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

function writeUnits(item: Item | undefined): number {
  return item === undefined ? 1 : Math.max(1, Math.ceil(itemSize(item) / WRITE_BYTES));
}

/** Units of a read of so many bytes. A read that finds nothing costs what the smallest does. */
export function readUnits(bytes: number, consistent = true): number {
  return Math.max(1, Math.ceil(bytes / READ_BYTES)) * (consistent ? 1 : 0.5);
}

/** What an index keeps of an item; undefined where the item lacks a key attribute of the index. */
export function indexEntry(item: Item | undefined, index: SecondaryIndex, table: TableDescription): Item | undefined {
  const keys = index.KeySchema.map(({ AttributeName }) => AttributeName);
  if (item === undefined || keys.some((name) => item[name] === undefined)) return undefined;
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection;
  if (ProjectionType === 'ALL') return item;
  const names = [...keys, ...table.KeySchema.map(({ AttributeName }) => AttributeName), ...NonKeyAttributes];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = item[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** An entry that moves within its index is deleted and written anew. */
function indexUnits({ table, before, after }: Written, index: SecondaryIndex): number {
  const old = indexEntry(before, index, table);
  const fresh = indexEntry(after, index, table);
  if (old === undefined || fresh === undefined) {
    const only = old ?? fresh;
    return only === undefined ? 0 : writeUnits(only);
  }
  const stays = index.KeySchema.every(({ AttributeName }) => {
    const [from, to] = [old[AttributeName], fresh[AttributeName]];
    return from !== undefined && to !== undefined && sameValue(from, to);
  });
  if (!stays) return writeUnits(old) + writeUnits(fresh);
  return sameItems(old, fresh) ? 0 : Math.max(writeUnits(old), writeUnits(fresh));
}

function byIndex(written: Written, indexes: readonly SecondaryIndex[] = []): Record<string, number> {
  return Object.fromEntries(
    indexes.flatMap((index) => {
      const units = indexUnits(written, index);
      return units === 0 ? [] : [[index.IndexName, units]];
    }),
  );
}

/** The units of one write: the larger of the item before and after, and what it changes in the indexes. */
export function unitsOfWrite(written: Written): Units {
  return {
    table: Math.max(writeUnits(written.before), writeUnits(written.after)),
    global: byIndex(written, written.table.GlobalSecondaryIndexes),
    local: byIndex(written, written.table.LocalSecondaryIndexes),
  };
}

export function unitsOfRead(bytes: number, consistent: boolean): Units {
  return { table: readUnits(bytes, consistent), global: {}, local: {} };
}

function added(
  left: Readonly<Record<string, number>>,
  right: Readonly<Record<string, number>>,
): Record<string, number> {
  const total = { ...left };
  for (const [name, units] of Object.entries(right)) total[name] = (total[name] ?? 0) + units;
  return total;
}

export function addUnits(left: Units, right: Units): Units {
  return {
    table: left.table + right.table,
    global: added(left.global, right.global),
    local: added(left.local, right.local),
  };
}

export interface CapacityReport {
  /** `ReturnConsumedCapacity` of the request. */
  readonly returns: string | undefined;
  /** A transaction costs twice and tells reads from writes. */
  readonly transaction?: 'ReadCapacityUnits' | 'WriteCapacityUnits';
}

function isWanted({ returns }: CapacityReport): boolean {
  return returns === 'TOTAL' || returns === 'INDEXES';
}

/**
 * ConsumedCapacity as the request wants it: `TOTAL`, `INDEXES` with its parts, otherwise undefined. The units are
 * measured only where it wants them, since that walks through every value of the items.
 */
export function consumedCapacity(TableName: string, measure: () => Units, report: CapacityReport): object | undefined {
  if (!isWanted(report)) return undefined;
  const { returns, transaction } = report;
  const units = measure();
  const shown = (amount: number): object => {
    const CapacityUnits = amount * (transaction === undefined ? 1 : 2);
    return { CapacityUnits, ...(transaction && { [transaction]: CapacityUnits }) };
  };
  const parts = (amounts: Readonly<Record<string, number>>): object =>
    Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, shown(amount)]));
  const total = [...Object.values(units.global), ...Object.values(units.local)].reduce(
    (sum, amount) => sum + amount,
    units.table,
  );
  return {
    TableName,
    ...shown(total),
    ...(returns === 'INDEXES' && {
      Table: shown(units.table),
      ...(Object.keys(units.global).length > 0 && { GlobalSecondaryIndexes: parts(units.global) }),
      ...(Object.keys(units.local).length > 0 && { LocalSecondaryIndexes: parts(units.local) }),
    }),
  };
}

/** ConsumedCapacity by table of a request on several; undefined where the request does not want it. */
export function consumedByTable(
  measure: () => readonly { readonly table: TableDescription; readonly units: Units }[],
  report: CapacityReport,
): object[] | undefined {
  if (!isWanted(report)) return undefined;
  const byTable = new Map<string, Units>();
  for (const { table, units } of measure()) {
    const before = byTable.get(table.TableName);
    byTable.set(table.TableName, before === undefined ? units : addUnits(before, units));
  }
  const all = [...byTable].flatMap(([name, units]) => consumedCapacity(name, () => units, report) ?? []);
  return all;
}
