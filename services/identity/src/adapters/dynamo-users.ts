import { ConditionFailedError, outboxWrite, TransactionFailedError, type Table } from '@tradewind/dynamodb';
import { staleVersion } from '../domain/errors.ts';
import type { Users } from '../domain/ports.ts';
import {
  accountFromRow,
  accountKey,
  confirmedAccountFromRow,
  confirmedRow,
  PagePlaceRow,
  pendingRow,
  USERS_BY_EMAIL,
  userFromRow,
  userKey,
  userRow,
} from './user-rows.ts';

const UNLESS_CONFIRMED = {
  condition: 'attribute_not_exists(#pk) OR #status = :pending',
  values: { ':pending': 'pending' },
} as const;

/**
 * `EMAIL#<address>` holds who an address belongs to and so keeps addresses unique; `USER#<id>` holds the profile.
 * A registration is completed in one transaction of both rows and the outbox.
 */
export function dynamoUsers(table: Table): Users {
  return {
    async findAccount(email) {
      const row = await table.get(accountKey(email), { consistent: true });
      return row === undefined ? undefined : accountFromRow(row);
    },
    async claimAddress(pending) {
      try {
        await table.put(pendingRow(pending), UNLESS_CONFIRMED);
        return pending;
      } catch (error) {
        if (error instanceof ConditionFailedError) return confirmedAccountFromRow(error.item);
        throw error;
      }
    },
    async completeRegistration({ account, user, event }) {
      const writes = [
        { put: confirmedRow(account), ...UNLESS_CONFIRMED },
        { put: userRow(user), condition: 'attribute_not_exists(#pk)' },
        outboxWrite(event),
      ];
      try {
        await table.transact(writes);
        return account;
      } catch (error) {
        const taken = error instanceof TransactionFailedError ? error.conditionFailedAt(0) : undefined;
        if (taken === undefined) throw error;
        return confirmedAccountFromRow(taken.item);
      }
    },
    announce: (event) => table.transact([outboxWrite(event)]),
    async findUser(userId) {
      const row = await table.get(userKey(userId), { consistent: true });
      return row === undefined ? undefined : userFromRow(row);
    },
    async listByEmail(prefix, { limit, after }) {
      const { items, lastKey } = await table.query({
        index: 'gsi1',
        where: prefix === '' ? '#gsi1pk = :users' : '#gsi1pk = :users AND begins_with(#gsi1sk, :prefix)',
        values: { ':users': USERS_BY_EMAIL, ...(prefix === '' ? {} : { ':prefix': prefix }) },
        limit,
        ...(after === undefined ? {} : { after }),
      });
      return { users: items.map(userFromRow), next: lastKey === undefined ? undefined : PagePlaceRow.parse(lastKey) };
    },
    async saveUser(user) {
      try {
        await table.put(userRow(user), {
          condition: '#version = :previous',
          values: { ':previous': user.version - 1 },
        });
      } catch (error) {
        if (error instanceof ConditionFailedError) throw staleVersion();
        throw error;
      }
    },
  };
}
