import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';

const STAGES = ' (staging, prod)';

const Template = z.record(
  z.string(),
  z.object({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) }),
);

interface Stack {
  readonly service: string;
  /** Of functions, by logical id. */
  readonly logGroups: ReadonlyMap<string, string>;
  /** The log groups that are subscribed, in stages with alarms. */
  readonly subscribed: readonly string[];
  /** Every function that a subscription leads to, in stages with alarms. */
  readonly destinations: readonly string[];
}

/** What the snapshots of the templates, which the check holds to what is deployed, say about logs. */
function stackOf(file: string): Stack {
  const resources = Object.entries(Template.parse(parse(readFileSync(path.join(ROOT, file), 'utf8'))));
  const logGroups = new Map(
    resources.flatMap(([id, { Type, Properties }]) => {
      const name = String(Properties?.['LogGroupName']);
      return Type === 'AWS::Logs::LogGroup' && name.startsWith('/aws/lambda/') ? [[id, name] as const] : [];
    }),
  );
  const filters = resources.filter(([, { Type }]) => Type === 'AWS::Logs::SubscriptionFilter');
  const named = (value: unknown) => logGroups.get(String(value).slice(1, -1)) ?? String(value);
  return {
    service: path.basename(file, '.yml'),
    logGroups,
    subscribed: filters
      .filter(([id]) => id.endsWith(STAGES))
      .map(([, { Properties }]) => named(Properties?.['LogGroupName'])),
    destinations: [...new Set(filters.map(([, { Properties }]) => String(Properties?.['DestinationArn'])))],
  };
}

const stacks = globSync('tools/snapshot/templates/*.yml', { cwd: ROOT }).map(stackOf);
const subscribed = stacks.flatMap((stack) => stack.subscribed);
const groupsOf = (choose: (service: string) => boolean) =>
  stacks.filter(({ service }) => choose(service)).flatMap(({ logGroups }) => [...logGroups.values()]);

describe('in stages with alarms, the log group', () => {
  it('of every function but those of ops is subscribed once', () => {
    const expected = groupsOf((service) => service !== 'ops');
    expect(expected.length).toBeGreaterThan(50);
    expect(subscribed.toSorted()).toEqual(expected.toSorted());
  });

  it('of no function of ops is, which would wake itself for ever', () => {
    const own = groupsOf((service) => service === 'ops');
    expect(own.length).toBeGreaterThan(1);
    expect(subscribed.filter((group) => own.includes(group))).toEqual([]);
  });
});

describe('subscriptions', () => {
  it('lead to the live alias of the one function', () => {
    for (const destination of stacks.flatMap(({ destinations }) => destinations)) {
      expect(destination).toMatch(/:function:tradewind-ops-<stage>-on-log-alert:live$|^<OnDashlogDashalertLiveAlias>$/);
    }
  });
});
