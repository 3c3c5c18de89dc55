import { ConditionFailedError, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import { untoldBefore } from '../domain/fault-window.ts';
import type { FaultWindows, Sighting } from '../domain/ports.ts';

/** Of `seen` faults people were told of `reported`: none until the alert of `batch`, about `alerting` of them, is out. */
const Row = z.object({ batch: z.string(), seen: z.number(), reported: z.number() });

/** Longer than the window, so that the next alert can say what was seen meanwhile. */
const KEPT_SECONDS = 24 * 60 * 60;

const keyOf = (fingerprint: string) => ({ pk: `FAULT#${fingerprint}`, sk: 'WINDOW' });

const OPEN = '#closesAt > :now';
/** Opened by this batch, which could not tell of it: the batch is being tried again. */
const OWN = '#batch = :batch AND #reported = :none';

/**
 * One row for each fault. A flood costs one write for each batch; two batches that open the same window at the same
 * time meet at its condition. A batch that is tried again after it told of a fault counts it twice.
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
        values: { ':seen': seen, ':now': at.getTime(), ':batch': batch, ':none': 0 },
      });
      return 'counted';
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      return error.item === undefined ? undefined : Row.parse(error.item);
    }
  }

  async function open(sighting: Sighting, untold: number, windowMs: number): Promise<boolean> {
    const { fingerprint, batch, at } = sighting;
    const seen = untold + sighting.count;
    const closesAt = at.getTime() + windowMs;
    const expiresAt = Math.ceil(closesAt / 1000) + KEPT_SECONDS;
    try {
      await table.put(
        { ...keyOf(fingerprint), batch, seen, reported: 0, alerting: seen, closesAt, expiresAt },
        {
          condition: `attribute_not_exists(#pk) OR #closesAt <= :now OR (${OWN})`,
          values: { ':now': at.getTime(), ':batch': batch, ':none': 0 },
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
      const untold = before === undefined ? 0 : untoldBefore(sighting, before);
      if (await open(sighting, untold, windowMs)) return { opened: true, untold };
      // Somebody else was faster, so that there is a window to be counted in now.
      await count(sighting);
      return { opened: false };
    },
    async told(fingerprint, batch) {
      await table.update(keyOf(fingerprint), {
        update: 'SET #reported = #alerting',
        condition: '#batch = :batch',
        values: { ':batch': batch },
      });
    },
  };
}
