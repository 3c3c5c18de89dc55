import type { Item } from './dynalite-types.ts';
import { del, put, type Storage, type WriteOperation } from './storage.ts';
import type { ItemChange } from './stream-record.ts';

/** DynamoDB takes a time to live further back than this for a mistake and keeps the item. */
const MAX_AGE_SECONDS = 5 * 365 * 24 * 60 * 60;
const SECOND_DIGITS = 12;

/** The epoch second at which an item expires; undefined if its attribute holds no such number. */
export function expirySecond(item: Item | undefined, attribute: string): number | undefined {
  const second = Math.floor(Number(item?.[attribute]?.N ?? Number.NaN));
  return Number.isSafeInteger(second) && second > 0 && second < 10 ** SECOND_DIGITS ? second : undefined;
}

export function isExpired(item: Item | undefined, attribute: string, now: Date): boolean {
  const second = expirySecond(item, attribute);
  const nowSecond = Math.floor(now.getTime() / 1000);
  return second !== undefined && second <= nowSecond && second > nowSecond - MAX_AGE_SECONDS;
}

function secondText(second: number): string {
  return String(second).padStart(SECOND_DIGITS, '0');
}

/** The entry of an item in the expiry index, whose value is the item's storage key. */
export function expiryEntry(
  storage: Storage,
  { table, key, item, attribute }: { table: string; key: string; item: Item | undefined; attribute: string },
): WriteOperation[] {
  const second = expirySecond(item, attribute);
  return second === undefined ? [] : [put(storage.expiries, `${table}~${secondText(second)}~${key}`, key)];
}

/** Keeps the expiry index in step with a change; nothing for a table without time to live. */
export function expiryOperations(
  storage: Storage,
  { table, key, before, after }: ItemChange,
  attribute: string | undefined,
): WriteOperation[] {
  if (attribute === undefined) return [];
  const entry = { table: table.TableName, key, attribute };
  const stale = expiryEntry(storage, { ...entry, item: before });
  return [
    ...stale.map((operation) => del(storage.expiries, operation.key)),
    ...expiryEntry(storage, { ...entry, item: after }),
  ];
}

/** The storage keys of the items of a table that are due, in the order of their expiry. */
export async function dueKeys(storage: Storage, table: string, now: Date): Promise<string[]> {
  const nowSecond = Math.floor(now.getTime() / 1000);
  const from = secondText(Math.max(0, nowSecond - MAX_AGE_SECONDS));
  return storage.expiries.values({ gte: `${table}~${from}~`, lt: `${table}~${secondText(nowSecond + 1)}~` }).all();
}
