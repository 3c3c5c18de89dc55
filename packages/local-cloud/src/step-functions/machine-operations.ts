import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { parseDefinition } from './definition.ts';
import { MachineType, toMachineArn, type Machine, type MachineTable } from './machine-table.ts';

const ByArn = z.object({ stateMachineArn: z.string() });
const NAME = /^[\w-]{1,80}$/;

/** The operations on state machines. */
export function machineOperations(machines: MachineTable, clock: Clock): Record<string, Operation> {
  return {
    CreateStateMachine: operation(
      z.object({
        name: z.string(),
        definition: z.string(),
        roleArn: z._default(z.string(), ''),
        type: z._default(MachineType, 'STANDARD'),
      }),
      async ({ name, definition, roleArn, type }) => {
        if (!NAME.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
        await parseDefinition(definition);
        const existing = machines.find(name);
        if (existing === undefined) {
          machines.insert({ name, type, definition, role_arn: roleArn, created_at: clock.now().getTime() });
        } else if (existing.definition !== definition || existing.type !== type || existing.role_arn !== roleArn) {
          throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${toMachineArn(name)}'`);
        }
        const creationDate = (machines.find(name)?.created_at ?? 0) / 1000;
        return { stateMachineArn: toMachineArn(name), creationDate };
      },
    ),
    UpdateStateMachine: operation(
      z.extend(ByArn, { definition: z.optional(z.string()), roleArn: z.optional(z.string()) }),
      async ({ stateMachineArn, definition, roleArn }) => {
        const machine = machines.get(stateMachineArn);
        if (definition === undefined && roleArn === undefined) {
          throw new AwsError('MissingRequiredParameter', 'Either the definition or the role ARN must be specified');
        }
        if (definition !== undefined) await parseDefinition(definition);
        machines.update({
          ...machine,
          definition: definition ?? machine.definition,
          role_arn: roleArn ?? machine.role_arn,
        });
        return { updateDate: clock.now().getTime() / 1000, revisionId: randomUUID() };
      },
    ),
    DescribeStateMachine: operation(ByArn, ({ stateMachineArn }) => {
      const machine = machines.get(stateMachineArn);
      return { ...summary(machine), status: 'ACTIVE', definition: machine.definition, roleArn: machine.role_arn };
    }),
    ListStateMachines: operation(z.object({}), () => ({ stateMachines: machines.list().map(summary) })),
    DeleteStateMachine: operation(ByArn, ({ stateMachineArn }) => {
      machines.delete(machines.get(stateMachineArn).name);
      return {};
    }),
  };
}

function summary(machine: Machine): object {
  return {
    stateMachineArn: toMachineArn(machine.name),
    name: machine.name,
    type: machine.type,
    creationDate: machine.created_at / 1000,
  };
}
