import * as z from 'zod/mini';
import { arn, resourceName } from '../aws/account.ts';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { parseEventPattern } from './event-pattern.ts';
import { existingBus, ruleArn, type Rule, type RuleTable } from './rule-table.ts';
import { Target } from './target.ts';

const MAX_TARGETS = 5;
const BusName = z._default(z.string(), 'default');
const ByName = z.object({ Name: z.string(), EventBusName: BusName });
const ByRule = z.object({ Rule: z.string(), EventBusName: BusName });

/** Buses, rules and targets as the API manages them. */
export function ruleOperations(rules: RuleTable): Record<string, Operation> {
  return {
    CreateEventBus: operation(z.object({ Name: z.string().check(z.regex(/^[\w./-]{1,256}$/)) }), ({ Name }) => {
      if (rules.hasBus(Name)) {
        throw new AwsError('ResourceAlreadyExistsException', `Event bus ${Name} already exists.`);
      }
      rules.createBus(Name);
      return { EventBusArn: busArn(Name) };
    }),
    DescribeEventBus: operation(z.object({ Name: BusName }), ({ Name }) => busView(existingBus(rules, Name))),
    ListEventBuses: operation(z.object({ NamePrefix: z._default(z.string(), '') }), ({ NamePrefix }) => ({
      EventBuses: rules
        .busNames()
        .filter((name) => name.startsWith(NamePrefix))
        .map(busView),
    })),
    DeleteEventBus: operation(z.object({ Name: z.string() }), ({ Name }) => {
      if (Name === 'default') throw new AwsError('ValidationException', 'Cannot delete event bus default.');
      rules.deleteBus(resourceName(Name));
      return {};
    }),
    PutRule: operation(
      z.object({
        Name: z.string().check(z.regex(/^[\w.-]{1,64}$/)),
        EventBusName: BusName,
        EventPattern: z.optional(z.string()),
        ScheduleExpression: z.optional(z.string()),
        State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
        Description: z.optional(z.string()),
      }),
      (input) => {
        const bus = existingBus(rules, input.EventBusName);
        if (input.EventPattern === undefined || input.ScheduleExpression !== undefined) {
          throw new AwsError(
            'ValidationException',
            'The Tradewind local cloud takes rules with an EventPattern only; schedules are declared on functions.',
          );
        }
        parseEventPattern(input.EventPattern);
        rules.putRule({
          bus,
          name: input.Name,
          pattern: input.EventPattern,
          enabled: input.State === 'ENABLED',
          description: input.Description ?? null,
        });
        return { RuleArn: ruleArn(bus, input.Name) };
      },
    ),
    DescribeRule: operation(ByName, (input) => ruleView(existingRule(rules, input.EventBusName, input.Name))),
    ListRules: operation(z.object({ EventBusName: BusName, NamePrefix: z._default(z.string(), '') }), (input) => ({
      Rules: rules
        .rules(existingBus(rules, input.EventBusName))
        .filter((rule) => rule.name.startsWith(input.NamePrefix))
        .map(ruleView),
    })),
    EnableRule: operation(ByName, (input) => setEnabled(rules, input, true)),
    DisableRule: operation(ByName, (input) => setEnabled(rules, input, false)),
    DeleteRule: operation(ByName, (input) => {
      const bus = existingBus(rules, input.EventBusName);
      if (rules.targets(bus, input.Name).length > 0) {
        throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
      }
      rules.deleteRule({ bus, name: input.Name });
      return {};
    }),
    PutTargets: operation(z.extend(ByRule, { Targets: z.array(z.unknown()).check(z.minLength(1)) }), (input) =>
      putTargets(rules, existingRule(rules, input.EventBusName, input.Rule), input.Targets),
    ),
    RemoveTargets: operation(z.extend(ByRule, { Ids: z.array(z.string()) }), (input) => {
      const rule = existingRule(rules, input.EventBusName, input.Rule);
      for (const id of input.Ids) rules.deleteTarget(rule.bus, rule.name, id);
      return { FailedEntryCount: 0, FailedEntries: [] };
    }),
    ListTargetsByRule: operation(ByRule, (input) => {
      const rule = existingRule(rules, input.EventBusName, input.Rule);
      return { Targets: rules.targets(rule.bus, rule.name) };
    }),
    TestEventPattern: operation(z.object({ EventPattern: z.string(), Event: z.string() }), (input) => ({
      Result: parseEventPattern(input.EventPattern)(JSON.parse(input.Event)),
    })),
  };
}

function putTargets(rules: RuleTable, rule: Rule, targets: readonly unknown[]): object {
  const FailedEntries: object[] = [];
  for (const candidate of targets) {
    const parsed = z.safeParse(Target, candidate);
    if (parsed.success) {
      const others = rules.targets(rule.bus, rule.name).filter((target) => target.Id !== parsed.data.Id);
      if (others.length >= MAX_TARGETS) {
        throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
      }
      rules.putTarget(rule.bus, rule.name, parsed.data);
    } else {
      const [issue] = parsed.error.issues;
      FailedEntries.push({
        TargetId: targetId(candidate),
        ErrorCode: 'ValidationException',
        ErrorMessage: `Parameter ${issue?.path.join('.') ?? ''} is not valid or not supported here: ${issue?.message ?? ''}`,
      });
    }
  }
  return { FailedEntryCount: FailedEntries.length, FailedEntries };
}

function targetId(candidate: unknown): string {
  const parsed = z.safeParse(z.object({ Id: z.string() }), candidate);
  return parsed.success ? parsed.data.Id : '';
}

function setEnabled(rules: RuleTable, input: z.output<typeof ByName>, enabled: boolean): object {
  rules.putRule({ ...existingRule(rules, input.EventBusName, input.Name), enabled });
  return {};
}

function existingRule(rules: RuleTable, bus: string, name: string): Rule {
  const rule = rules.rule(existingBus(rules, bus), name);
  if (rule === undefined) {
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${resourceName(bus)}.`);
  }
  return rule;
}

function busArn(name: string): string {
  return arn('events', `event-bus/${name}`);
}

function busView(name: string): object {
  return { Name: name, Arn: busArn(name) };
}

function ruleView(rule: Rule): object {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.pattern,
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    Description: rule.description ?? undefined,
    EventBusName: rule.bus,
  };
}
