import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { setTimeout as delay } from 'node:timers/promises';
import type { Books, Finding } from '@tradewind/invariants/books';
import { checkBooks, persistent } from '@tradewind/invariants/check-books';
import { exitWith } from '../process/exit-code.ts';
import { invariantOptions, USAGE, UsageError, type InvariantOptions } from './options.ts';
import { unsettledCount } from '@tradewind/invariants/order-invariants';
import { readBooks } from '@tradewind/invariants/read-books';

const READINGS = 3;
/** Longer than a purchase in good health, so that two readings do not see the same half of it. */
const BETWEEN_READINGS_MS = 3_000;

async function findings(client: DynamoDBClient, { stage, patienceMs }: InvariantOptions) {
  let books: Books = await readBooks(client, stage);
  let found: Finding[] = checkBooks(books, { now: new Date(), patienceMs });
  for (let reading = 2; reading <= READINGS && found.length > 0; reading += 1) {
    await delay(BETWEEN_READINGS_MS);
    books = await readBooks(client, stage);
    found = persistent(found, checkBooks(books, { now: new Date(), patienceMs }));
  }
  return { books, found };
}

function summary(books: Books): string {
  const counts = [
    `${books.orders.length} orders (${unsettledCount(books)} on their way)`,
    `${books.levels.length} stock levels`,
    `${books.movements.length} stock movements`,
    `${books.reservations.length} reservations`,
    `${books.payments.length} payments`,
    `${books.entries.length} ledger entries`,
  ];
  return counts.join(', ');
}

async function main(): Promise<number> {
  const options = invariantOptions(process.argv.slice(2), process.env);
  const client = new DynamoDBClient(options.client);
  process.stdout.write(`Checking stage ${options.stage} of ${options.target}\n`);
  const { books, found } = await findings(client, options);
  for (const { invariant, subject, message } of found) process.stdout.write(`  ${invariant}  ${subject}  ${message}\n`);
  const verdict = found.length === 0 ? 'Every invariant holds' : `${found.length} invariants are broken`;
  process.stdout.write(`${verdict}: ${summary(books)}.\n`);
  client.destroy();
  return found.length === 0 ? 0 : 1;
}

await exitWith(main, (error) => ({ code: 2, hint: error instanceof UsageError ? `\n${USAGE}` : '' }));
