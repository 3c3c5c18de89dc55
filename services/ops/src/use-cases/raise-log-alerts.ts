import type { Clock } from '@tradewind/kernel';
import { alertOf } from '../domain/alert.ts';
import { faultIn, originOf, type Fault } from '../domain/fault.ts';
import { fingerprintOf } from '../domain/fingerprint.ts';
import type { AlertPublisher, FaultWindows } from '../domain/ports.ts';

export interface RaiseLogAlertsDeps {
  readonly windows: FaultWindows;
  readonly alerts: AlertPublisher;
  readonly clock: Clock;
  /** Takes personal data and secrets out of a text that the logger has not seen. */
  readonly redact: (text: string) => string;
  /** In the names of log groups. */
  readonly stage: string;
  /** As people are told of it; `local` on a developer's machine. */
  readonly alarmStage: string;
}

export interface LogLines {
  readonly logGroup: string;
  /** Names the batch; the same when it is tried again. */
  readonly batch: string;
  readonly lines: readonly string[];
}

/** What became of a fault; its texts stay in the alert. */
export interface Outcome {
  readonly fingerprint: string;
  readonly service: string;
  readonly functionName: string;
  readonly kind: Fault['kind'];
  readonly count: number;
  readonly told: boolean;
}

const WINDOW_MINUTES = 15;
/** What it writes itself must not wake it, whoever subscribes it to what. */
const OWN_SERVICE = 'ops';

interface Seen {
  readonly fault: Fault;
  readonly fingerprint: string;
  readonly count: number;
}

/**
 * Tells people of each fault in some lines of a function's log, once within a quarter of an hour. A fault that cannot
 * be told of does not keep the others back; throws AggregateError for those, so that the batch is tried again.
 */
export async function raiseLogAlerts(deps: RaiseLogAlertsDeps, input: LogLines): Promise<Outcome[]> {
  const origin = originOf(input.logGroup, deps.stage);
  if (origin === undefined || origin.service === OWN_SERVICE) return [];
  const faults = input.lines.flatMap((line) => faultIn(line, origin) ?? []).map((fault) => redacted(fault, deps));
  const results = await Promise.allSettled(distinct(faults).map((seen) => tell(deps, seen, input.batch)));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} faults could not be told of.`);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

function redacted(fault: Fault, { redact }: RaiseLogAlertsDeps): Fault {
  return { ...fault, errorType: redact(fault.errorType), message: redact(fault.message) };
}

function distinct(faults: readonly Fault[]): Seen[] {
  const byFingerprint = Map.groupBy(faults, fingerprintOf);
  return [...byFingerprint].flatMap(([fingerprint, same]) => {
    // The last one: its trace is the freshest.
    const fault = same.at(-1);
    return fault === undefined ? [] : [{ fault, fingerprint, count: same.length }];
  });
}

async function tell(deps: RaiseLogAlertsDeps, { fault, fingerprint, count }: Seen, batch: string): Promise<Outcome> {
  const { windows, alerts, clock, alarmStage: stage } = deps;
  const sighting = { fingerprint, count, batch, at: clock.now() };
  const opening = await windows.see(sighting, WINDOW_MINUTES * 60_000);
  if (opening.opened) {
    await alerts.publish(alertOf({ stage, fault, count, untold: opening.untold, windowMinutes: WINDOW_MINUTES }));
    await windows.told(fingerprint, batch);
  }
  const { service, functionName, kind } = fault;
  return { fingerprint, service, functionName, kind, count, told: opening.opened };
}
