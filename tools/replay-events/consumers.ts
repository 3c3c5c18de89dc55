import {
  DescribeEventBusCommand,
  ListArchivesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type EventBridgeClient,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { UsageError } from './options.ts';

/** Rules that this command makes for the time of a replay; the queues' policies let them in by this prefix. */
export const TEMPORARY_RULE_PREFIX = 'tradewind-replay-';

/** Who gets events by a rule of the stage's bus. */
export interface Consumer {
  /** `carts/offers`: the service and its queue. */
  readonly name: string;
  readonly ruleName: string;
  readonly ruleArn: string;
  readonly pattern: string;
}

export interface Bus {
  readonly name: string;
  readonly arn: string;
}

export interface EventArchive {
  readonly arn: string;
  readonly createdAt: Date;
  readonly events: number;
}

export async function stageBus(events: EventBridgeClient, stage: string): Promise<Bus> {
  const { Name, Arn } = await events.send(new DescribeEventBusCommand({ Name: `tradewind-${stage}` }));
  if (Name === undefined || Arn === undefined) throw new Error(`The bus of stage ${stage} has no name.`);
  return { name: Name, arn: Arn };
}

/** The archive of a bus. Throws UsageError where it has none. */
export async function busArchive(events: EventBridgeClient, bus: Bus): Promise<EventArchive> {
  const { Archives: [archive] = [] } = await events.send(new ListArchivesCommand({ EventSourceArn: bus.arn }));
  if (archive?.ArchiveName === undefined) throw new UsageError(`The bus ${bus.name} has no archive: nothing was kept.`);
  return {
    arn: bus.arn.replace(/event-bus\/.*$/, `archive/${archive.ArchiveName}`),
    createdAt: archive.CreationTime ?? new Date(0),
    events: archive.EventCount ?? 0,
  };
}

/** Everybody who subscribes to the bus, by name. */
export async function consumersOf(events: EventBridgeClient, bus: Bus, stage: string): Promise<Consumer[]> {
  const found: Consumer[] = [];
  let NextToken: string | undefined;
  do {
    const page = await events.send(new ListRulesCommand({ EventBusName: bus.name, NextToken }));
    for (const { Name, Arn, EventPattern, ManagedBy } of page.Rules ?? []) {
      if (Name === undefined || Arn === undefined || EventPattern === undefined || ManagedBy !== undefined) continue;
      if (Name.startsWith(TEMPORARY_RULE_PREFIX)) continue;
      found.push({ name: consumerName(Name, stage), ruleName: Name, ruleArn: Arn, pattern: EventPattern });
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
}

export async function targetsOf(events: EventBridgeClient, bus: Bus, { ruleName }: Consumer): Promise<Target[]> {
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: ruleName, EventBusName: bus.name }));
  return Targets;
}

/** Those of the consumers that were asked for. Throws UsageError that tells whom there is. */
export function chosen(
  all: readonly Consumer[],
  wanted: { readonly consumers: readonly string[]; readonly rules: readonly string[] },
): Consumer[] {
  const byName = wanted.consumers.map((name) => ({ asked: name, found: all.find((one) => one.name === name) }));
  const byRule = wanted.rules.map((name) => ({ asked: name, found: all.find((one) => one.ruleName === name) }));
  const asked = [...byName, ...byRule];
  const unknown = asked.filter(({ found }) => found === undefined).map((one) => one.asked);
  if (unknown.length > 0) {
    const list = all.map(({ name, ruleName }) => `  ${name.padEnd(28)} ${ruleName}`).join('\n');
    throw new UsageError(`There is no consumer ${unknown.join(', ')}. There are:\n${list}`);
  }
  return [...new Set(asked.flatMap(({ found }) => found ?? []))];
}

/** `tradewind-carts-dev-offers` is `carts/offers`; a rule that is named otherwise keeps its name. */
function consumerName(ruleName: string, stage: string): string {
  const start = 'tradewind-';
  const [service, ...rest] = ruleName.slice(start.length).split(`-${stage}-`);
  return ruleName.startsWith(start) && rest.length > 0 ? `${service}/${rest.join(`-${stage}-`)}` : ruleName;
}
