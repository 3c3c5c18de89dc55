import { systemClock } from '@tradewind/kernel';
import { dynamoBooks } from './adapters/dynamo-books.ts';
import { env } from './env.ts';
import type { CheckInvariantsDeps } from './use-cases/check-invariants.ts';

/** Longer than a purchase in good health, so that two readings do not see the same half of it. */
const BETWEEN_READINGS_MS = 3_000;

export const checkInvariantsDeps = (): CheckInvariantsDeps => ({
  books: dynamoBooks(env().STAGE),
  clock: systemClock,
  betweenReadingsMs: BETWEEN_READINGS_MS,
});
