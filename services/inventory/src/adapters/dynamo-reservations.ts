import { ConditionFailedError, TransactionFailedError, type Table, type Write } from '@tradewind/dynamodb';
import type { Clock } from '@tradewind/kernel';
import type { Allocation } from '../domain/allocation.ts';
import type { Reservation } from '../domain/reservation.ts';
import type { Reservations } from '../use-cases/ports.ts';
import { HELD, levelKey, reservationKey, reservationRow, retainedUntil, toReservation } from './rows.ts';

function take(allocation: Allocation): Write {
  return {
    key: levelKey(allocation),
    update: 'ADD #available :less, #reserved :more',
    condition: '#available >= :more',
    values: { ':more': allocation.quantity, ':less': -allocation.quantity },
  };
}

function putBack(allocation: Allocation): Write {
  return {
    key: levelKey(allocation),
    update: 'ADD #available :more, #reserved :less',
    condition: '#reserved >= :more',
    values: { ':more': allocation.quantity, ':less': -allocation.quantity },
  };
}

/** Whether a transaction took effect; false when a condition or a rival stood against it. */
async function tookEffect(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof TransactionFailedError || error instanceof ConditionFailedError) return false;
    throw error;
  }
}

/** A level that holds less than its reservations is a defect, not a lost race. */
function booksDisagree({ failures }: TransactionFailedError): boolean {
  const refused = failures.filter(({ code }) => code === 'ConditionalCheckFailed');
  return refused.length > 0 && refused.every(({ index }) => index > 0);
}

/** Reservations: rows `RESERVATION#<orderId>`, of which the held ones also stand in the sparse index `gsi1`. */
export function dynamoReservations(table: Table, clock: Clock): Reservations {
  const keepNoLonger = () => retainedUntil(clock.now());

  function end({ orderId, status }: Reservation, to: Reservation['status']): Write {
    return {
      key: reservationKey(orderId),
      update: 'SET #status = :to, #expiresAt = :goneBy REMOVE #gsi1pk, #gsi1sk',
      condition: '#status = :seen',
      values: { ':to': to, ':seen': status, ':goneBy': keepNoLonger() },
    };
  }

  return {
    async find(orderId) {
      const row = await table.get(reservationKey(orderId), { consistent: true });
      return row === undefined ? undefined : toReservation(row);
    },
    hold(reservation) {
      const store: Write = { put: reservationRow(reservation), condition: 'attribute_not_exists(#pk)' };
      return tookEffect(table.transact([store, ...reservation.allocations.map(take)]));
    },
    async commit(orderId) {
      try {
        const row = await table.update(reservationKey(orderId), {
          update: 'SET #status = :committed REMOVE #gsi1pk, #gsi1sk',
          condition: '#status = :held',
          values: { ':committed': 'committed', ':held': 'held' },
        });
        return toReservation(row);
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
        return error.item === undefined ? undefined : toReservation(error.item);
      }
    },
    async giveBack(reservation, to) {
      try {
        await table.transact([end(reservation, to), ...reservation.allocations.map(putBack)]);
        return true;
      } catch (error) {
        if (!(error instanceof TransactionFailedError) || booksDisagree(error)) throw error;
        return false;
      }
    },
    markReleased(mark) {
      const row = { ...reservationRow(mark), expiresAt: keepNoLonger() };
      return tookEffect(table.put(row, { condition: 'attribute_not_exists(#pk)' }));
    },
    async dueBy(instant, limit) {
      const { items } = await table.query({
        index: 'gsi1',
        where: '#gsi1pk = :held AND #gsi1sk <= :now',
        values: { ':held': HELD, ':now': `${instant.toISOString()}$` },
        limit,
      });
      return items.flatMap(({ pk }) => (typeof pk === 'string' ? [pk.slice('RESERVATION#'.length)] : []));
    },
  };
}
