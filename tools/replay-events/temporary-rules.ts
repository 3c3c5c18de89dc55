import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  ResourceNotFoundException,
  type EventBridgeClient,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { randomBytes } from 'node:crypto';
import { TEMPORARY_RULE_PREFIX, type Bus } from './consumers.ts';

export interface TemporaryRule {
  readonly pattern: string;
  readonly targets: readonly Target[];
  readonly description: string;
}

/** Rules on a bus that are there as long as they are needed. */
export interface TemporaryRules {
  /** Answers the rule's ARN. */
  add(rule: TemporaryRule): Promise<string>;
  /** Removes every one, also those that were made half. Rejects naming the rules that are left. */
  removeAll(): Promise<void>;
}

export function temporaryRules(events: EventBridgeClient, bus: Bus): TemporaryRules {
  const made = new Map<string, readonly string[]>();

  async function remove(Name: string, Ids: readonly string[]): Promise<void> {
    try {
      await events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName: bus.name, Ids: [...Ids] }));
      await events.send(new DeleteRuleCommand({ Name, EventBusName: bus.name }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
    made.delete(Name);
  }

  return {
    async add({ pattern, targets, description }) {
      const Name = `${TEMPORARY_RULE_PREFIX}${randomBytes(8).toString('hex')}`;
      made.set(
        Name,
        targets.flatMap(({ Id }) => Id ?? []),
      );
      const { RuleArn } = await events.send(
        new PutRuleCommand({ Name, EventBusName: bus.name, EventPattern: pattern, Description: description }),
      );
      const { FailedEntries: [failed] = [] } = await events.send(
        new PutTargetsCommand({ Rule: Name, EventBusName: bus.name, Targets: [...targets] }),
      );
      if (failed !== undefined || RuleArn === undefined) {
        throw new Error(`The temporary rule could not be made: ${failed?.ErrorMessage ?? 'it has no ARN'}`);
      }
      return RuleArn;
    },
    async removeAll() {
      const outcomes = await Promise.allSettled([...made].map(([name, ids]) => remove(name, ids)));
      const failure = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failure === undefined) return;
      const left = [...made.keys()].join(', ');
      throw new Error(`Remove these rules of the bus ${bus.name} by hand: ${left}.`, { cause: failure.reason });
    },
  };
}
