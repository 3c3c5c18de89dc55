import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { allEvents } from '@tradewind/contracts/all';
import { setTimeout as pause } from 'node:timers/promises';
import { busArchive, chosen, consumersOf, stageBus, targetsOf, type Bus, type Consumer } from './consumers.ts';
import { entityPattern } from './entity-pattern.ts';
import type { ReplayOptions } from './options.ts';
import { runReplay, type EndedReplay, type Watching } from './run-replay.ts';
import { temporaryRules, type TemporaryRules } from './temporary-rules.ts';

/** How long EventBridge takes, in ms; nothing of it can be asked for. */
export interface Patience extends Watching {
  /** Until a new rule is in force everywhere. */
  readonly ruleInForceMs: number;
  /** From a replay's end until its last event has reached its target. */
  readonly lastDeliveryMs: number;
}

/**
 * Replays what the options ask for. By time the consumers' own rules get the events; by entity rules of their own, which
 * are gone afterwards, however it ends. Answers undefined for a dry run. Throws UsageError for consumers and ids that
 * make no sense, naming those that do.
 */
export async function replayIntoConsumers(
  events: EventBridgeClient,
  options: ReplayOptions,
  patience: Patience,
): Promise<EndedReplay | undefined> {
  const { entity, name, to, stage, dryRun } = options;
  const bus = await stageBus(events, stage);
  const consumers = chosen(await consumersOf(events, bus, stage), options);
  const archive = await busArchive(events, bus);
  const from = wholeSecond(options.from ?? archive.createdAt);
  const patterns = entity === undefined ? [] : consumers.map((consumer) => patternFor(consumer, entity, name));

  patience.report(`${name}: ${describe(options)} from ${from.toISOString()} to ${to.toISOString()}`);
  for (const consumer of consumers) patience.report(`  into ${consumer.name}`);
  patience.report(`  out of an archive of ${archive.events} events`);
  if (dryRun) return undefined;

  const rules = temporaryRules(events, bus);
  try {
    const ruleArns =
      entity === undefined ? consumers.map(({ ruleArn }) => ruleArn) : await addRules(events, bus, rules, patterns);
    if (entity !== undefined) await unlessAborted(patience.ruleInForceMs, patience.signal);
    if (patience.signal.aborted) return { state: 'CANCELLED', reason: 'It had not begun.' };
    const ended = await runReplay(events, { name, bus, archive, from, to, ruleArns }, patience);
    if (entity !== undefined) await unlessAborted(patience.lastDeliveryMs, patience.signal);
    return ended;
  } finally {
    await rules.removeAll();
  }
}

/** An event's time is in whole seconds: of those in the first second none is left out. */
function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

interface EntityRule {
  readonly consumer: Consumer;
  readonly pattern: string;
  readonly description: string;
}

function patternFor(consumer: Consumer, entity: string, replayName: string): EntityRule {
  const pattern = entityPattern(consumer, entity, { replayName, events: allEvents });
  return { consumer, pattern, description: `${replayName} into ${consumer.name}, may be removed when that has ended` };
}

async function addRules(
  events: EventBridgeClient,
  bus: Bus,
  rules: TemporaryRules,
  wanted: readonly EntityRule[],
): Promise<string[]> {
  const arns: string[] = [];
  for (const { consumer, pattern, description } of wanted) {
    arns.push(await rules.add({ pattern, description, targets: await targetsOf(events, bus, consumer) }));
  }
  return arns;
}

function describe({ entity }: ReplayOptions): string {
  return entity === undefined ? 'all events' : `the events of ${entity}`;
}

async function unlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
