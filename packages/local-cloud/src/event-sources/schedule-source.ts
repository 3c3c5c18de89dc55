import { randomUUID } from 'node:crypto';
import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { ACCOUNT_ID, arn, REGION } from '../aws/account.ts';
import type { Store } from '../store.ts';
import type { ScheduleEvent } from '../templates/model.ts';
import type { EventSource } from './event-source.ts';
import { parseScheduleExpression } from './schedule-expression.ts';

export interface ScheduleSourceOptions {
  readonly event: ScheduleEvent;
  readonly functionName: string;
  readonly store: Store;
  readonly clock: Clock;
  /** Accepts an asynchronous invocation; it is on disk when this returns. */
  readonly enqueue: (functionName: string, payload: unknown) => void;
}

const Row = z.object({ ran_at: z.number() });
/** setTimeout takes no more than 24 days, and a laptop may sleep. */
const LONGEST_SLEEP_MS = 30_000;

/**
 * A schedule of a function. What was due while nothing ran is made up for once, not for every time that was missed.
 * The run and its record commit together, so that none is lost or doubled by a kill.
 */
export function scheduleSource(options: ScheduleSourceOptions): EventSource {
  const { event, functionName, store, clock, enqueue } = options;
  const expression = parseScheduleExpression(event.expression);
  const schedule = `${functionName}|${event.expression}`;
  store.define('CREATE TABLE IF NOT EXISTS schedule_runs (schedule TEXT PRIMARY KEY, ran_at INTEGER NOT NULL)');
  const lastRun = store.query('SELECT ran_at FROM schedule_runs WHERE schedule = :schedule', Row);
  const saveRun = store.command(`INSERT INTO schedule_runs (schedule, ran_at) VALUES (:schedule, :ranAt)
    ON CONFLICT (schedule) DO UPDATE SET ran_at = excluded.ran_at`);
  let timer: NodeJS.Timeout | undefined;

  function dueAt(): number | undefined {
    const ranAt = lastRun.get({ schedule })?.ran_at;
    return ranAt === undefined ? undefined : expression.next(new Date(ranAt))?.getTime();
  }

  function tick(): void {
    const now = clock.now().getTime();
    const due = dueAt();
    if (due !== undefined && due <= now) {
      store.transaction(() => {
        enqueue(functionName, event.input ?? scheduledEvent(functionName, new Date(due)));
        saveRun.run({ schedule, ranAt: now });
      });
    }
    const next = dueAt();
    if (next === undefined) return;
    timer = setTimeout(tick, Math.min(Math.max(next - clock.now().getTime(), 0), LONGEST_SLEEP_MS));
  }

  return {
    start() {
      if (lastRun.get({ schedule }) === undefined) saveRun.run({ schedule, ranAt: clock.now().getTime() });
      tick();
    },
    stop: () => clearTimeout(timer),
    settled: () => Promise.resolve(),
    busy: () => false,
  };
}

function scheduledEvent(functionName: string, time: Date): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT_ID,
    time: `${time.toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: [arn('events', `rule/${functionName}`)],
    detail: {},
  };
}
