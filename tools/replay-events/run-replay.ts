import {
  CancelReplayCommand,
  DescribeReplayCommand,
  IllegalStatusException,
  StartReplayCommand,
  type DescribeReplayCommandOutput,
  type EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bus, EventArchive } from './consumers.ts';

export interface ReplayRun {
  readonly name: string;
  readonly bus: Bus;
  readonly archive: EventArchive;
  readonly from: Date;
  readonly to: Date;
  readonly ruleArns: readonly string[];
}

export interface Watching {
  readonly pollMs: number;
  readonly report: (line: string) => void;
  /** Cancels the replay. */
  readonly signal: AbortSignal;
}

export interface EndedReplay {
  readonly state: 'COMPLETED' | 'CANCELLED' | 'FAILED';
  readonly reason: string | undefined;
}

/** Starts a replay and stays with it to its end. Rejects with what EventBridge refuses. */
export async function runReplay(events: EventBridgeClient, run: ReplayRun, watching: Watching): Promise<EndedReplay> {
  await events.send(
    new StartReplayCommand({
      ReplayName: run.name,
      EventSourceArn: run.archive.arn,
      EventStartTime: run.from,
      EventEndTime: run.to,
      Destination: { Arn: run.bus.arn, FilterArns: [...run.ruleArns] },
    }),
  );
  let told = '';
  let cancelled = false;
  for (;;) {
    const replay = await events.send(new DescribeReplayCommand({ ReplayName: run.name }));
    const line = progressOf(replay, run);
    if (line !== told) watching.report(line);
    told = line;
    if (replay.State === 'COMPLETED' || replay.State === 'CANCELLED' || replay.State === 'FAILED') {
      return { state: replay.State, reason: replay.StateReason };
    }
    if (watching.signal.aborted && !cancelled) {
      cancelled = true;
      await cancel(events, run.name);
    }
    await pause(watching.pollMs);
  }
}

async function cancel(events: EventBridgeClient, ReplayName: string): Promise<void> {
  try {
    await events.send(new CancelReplayCommand({ ReplayName }));
  } catch (error) {
    // It has ended meanwhile.
    if (!(error instanceof IllegalStatusException)) throw error;
  }
}

/** How far the replay has come, by the time of the event that was replayed last. */
function progressOf({ State, EventLastReplayedTime: last }: DescribeReplayCommandOutput, run: ReplayRun): string {
  const state = (State ?? 'STARTING').toLowerCase();
  if (last === undefined || State === 'COMPLETED') return state;
  const done = (last.getTime() - run.from.getTime()) / (run.to.getTime() - run.from.getTime());
  return `${state}: ${last.toISOString()} (${Math.round(done * 100)} %)`;
}
