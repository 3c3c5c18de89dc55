import { ConditionFailedError, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { FaultWindows, Sighting } from '../domain/ports.ts';

const Row = z.object({ seen: z.number(), reported: z.number() });

/** Longer than the window, so that the next alert can say what was seen meanwhile. */
const KEPT_SECONDS = 24 * 60 * 60;

const keyOf = (fingerprint: string) => ({ pk: `FAULT#${fingerprint}`, sk: 'WINDOW' });

const OPEN = '#closesAt > :now';
/** Opened by this batch, which could not tell of it: the batch is being tried again. */
const OWN = '#batch = :batch AND #told = :no';

/**
 * One row for each fault. A flood costs one write for each batch; two batches that open the same window at the same time
 * meet at its condition. A batch that is tried again after it told of a fault counts it twice.
 */
export function dynamoFaultWindows(table: Table): FaultWindows {
  async function count({
    fingerprint,
    count: seen,
    batch,
    at,
  }: Sighting): Promise<'counted' | z.output<typeof Row> | undefined> {
    try {
      await table.update(keyOf(fingerprint), {
        update: 'ADD #seen :seen',
        condition: `${OPEN} AND NOT (${OWN})`,
        values: { ':seen': seen, ':now': at.getTime(), ':batch': batch, ':no': false },
      });
      return 'counted';
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      return error.item === undefined ? undefined : Row.parse(error.item);
    }
  }

  async function open({ fingerprint, count: seen, batch, at }: Sighting, windowMs: number): Promise<boolean> {
    const closesAt = at.getTime() + windowMs;
    const expiresAt = Math.ceil(closesAt / 1000) + KEPT_SECONDS;
    try {
      await table.put(
        { ...keyOf(fingerprint), batch, seen, reported: seen, told: false, closesAt, expiresAt },
        {
          condition: `attribute_not_exists(#pk) OR #closesAt <= :now OR (${OWN})`,
          values: { ':now': at.getTime(), ':batch': batch, ':no': false },
        },
      );
      return true;
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      return false;
    }
  }

  return {
    async see(sighting, windowMs) {
      const before = await count(sighting);
      if (before === 'counted') return { opened: false };
      if (await open(sighting, windowMs)) {
        return { opened: true, untold: before === undefined ? 0 : before.seen - before.reported };
      }
      // Somebody else was faster, so that there is a window to be counted in now.
      await count(sighting);
      return { opened: false };
    },
    async told(fingerprint, batch) {
      await table.update(keyOf(fingerprint), {
        update: 'SET #told = :yes',
        condition: '#batch = :batch',
        values: { ':yes': true, ':batch': batch },
      });
    },
  };
}
