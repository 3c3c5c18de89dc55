import { openTable, type Table } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { dynamoAddressBooks } from './adapters/dynamo-address-books.ts';
import { dynamoAttemptCounter } from './adapters/dynamo-attempt-counter.ts';
import { dynamoExports } from './adapters/dynamo-exports.ts';
import { dynamoUsers } from './adapters/dynamo-users.ts';
import type { Exports } from './domain/ports.ts';
import { tableEnv } from './env.ts';
import type { CreateExportDeps } from './use-cases/create-export.ts';
import type { GetExportDeps } from './use-cases/get-export.ts';

function table(): Table {
  return openTable(tableEnv().TABLE_NAME);
}

export const createExportDeps = (): CreateExportDeps => ({
  users: dynamoUsers(table()),
  books: dynamoAddressBooks(table()),
  exports: dynamoExports(table()),
  attempts: dynamoAttemptCounter(table()),
  clock: systemClock,
});

export const getExportDeps = (): GetExportDeps => ({ exports: dynamoExports(table()) });

export const onExportDeps = (): { readonly exports: Pick<Exports, 'record'> } => ({
  exports: dynamoExports(table()),
});
