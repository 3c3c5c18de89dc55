export { dynamoDbClient, openTable } from './table.ts';
export { ConditionFailedError, TransactionFailedError } from './errors.ts';
export type { FailedWrite } from './errors.ts';
export { decodeCursor, encodeCursor } from './cursor.ts';
export type { CursorOptions } from './cursor.ts';
export { OUTBOX_PREFIX, outboxWrite } from './outbox.ts';
export type { Conditional, Item, Key, Query, QueryPage, Table, TransactOptions, UpdateWrite, Write } from './types.ts';
