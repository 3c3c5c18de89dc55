import { ConditionFailedError, type Item, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { SignInFailures } from '../domain/ports.ts';
import { forgottenAt, type FailedSignIns } from '../domain/sign-in-lock.ts';

const FailuresRow = z.object({ failures: z.int(), lastFailureAt: z.int(), expiresAt: z.int() });

function failuresKey(subject: string) {
  return { pk: `FAILURES#${subject}`, sk: 'SIGN_IN' };
}

/** One row per subject that has failed, dropped by the table's TTL after a day without a failure. */
export function dynamoSignInFailures(table: Table): SignInFailures {
  function next(subject: string, lastFailureAt: number): Promise<Item> {
    return table.update(failuresKey(subject), {
      update: 'ADD #failures :one SET #lastFailureAt = :at, #expiresAt = :end',
      condition: 'attribute_not_exists(#pk) OR #expiresAt > :now',
      values: {
        ':one': 1,
        ':at': lastFailureAt,
        ':end': forgottenAt(lastFailureAt),
        ':now': Math.floor(lastFailureAt / 1000),
      },
    });
  }

  async function first(subject: string, lastFailureAt: number): Promise<void> {
    await table.update(failuresKey(subject), {
      update: 'SET #failures = :one, #lastFailureAt = :at, #expiresAt = :end',
      values: { ':one': 1, ':at': lastFailureAt, ':end': forgottenAt(lastFailureAt) },
    });
  }

  return {
    async find(subject, now) {
      const row = await table.get(failuresKey(subject), { consistent: true });
      if (row === undefined) return undefined;
      const { expiresAt, ...failed } = FailuresRow.parse(row);
      return expiresAt * 1000 > now.getTime() ? failed : undefined;
    },
    async record(subject, now): Promise<FailedSignIns> {
      const lastFailureAt = now.getTime();
      try {
        const { failures } = FailuresRow.parse(await next(subject, lastFailureAt));
        return { failures, lastFailureAt };
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
        await first(subject, lastFailureAt);
        return { failures: 1, lastFailureAt };
      }
    },
    async forget(subject) {
      await table.delete(failuresKey(subject));
    },
  };
}
