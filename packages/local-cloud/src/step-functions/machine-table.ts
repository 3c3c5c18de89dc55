import * as z from 'zod/mini';
import { arn, resourceName } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import type { Store } from '../store.ts';

export const MachineType = z.enum(['STANDARD', 'EXPRESS']);

const Row = z.object({
  name: z.string(),
  type: MachineType,
  definition: z.string(),
  role_arn: z.string(),
  created_at: z.number(),
});
export type Machine = z.output<typeof Row>;

/** The state machines. Times are milliseconds since the epoch. */
export class MachineTable {
  readonly #byName;
  readonly #all;
  readonly #insert;
  readonly #update;
  readonly #delete;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS sfn_machines (
      name TEXT PRIMARY KEY, type TEXT NOT NULL, definition TEXT NOT NULL, role_arn TEXT NOT NULL,
      created_at INTEGER NOT NULL) WITHOUT ROWID`);
    this.#byName = store.query('SELECT * FROM sfn_machines WHERE name = :name', Row);
    this.#all = store.query('SELECT * FROM sfn_machines ORDER BY name', Row);
    this.#insert = store.command('INSERT INTO sfn_machines VALUES (:name, :type, :definition, :role_arn, :created_at)');
    this.#update = store.command(
      'UPDATE sfn_machines SET definition = :definition, role_arn = :role_arn WHERE name = :name',
    );
    this.#delete = store.command('DELETE FROM sfn_machines WHERE name = :name');
  }

  find(name: string): Machine | undefined {
    return this.#byName.get({ name });
  }

  /** Throws InvalidArn and StateMachineDoesNotExist. */
  get(machineArn: string): Machine {
    if (!/^arn:aws:states:[^:]+:\d+:stateMachine:[\w-]+$/.test(machineArn)) {
      throw new AwsError('InvalidArn', `Invalid Arn: '${machineArn}'`);
    }
    const machine = this.find(resourceName(machineArn));
    if (machine === undefined || toMachineArn(machine.name) !== machineArn) {
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
    }
    return machine;
  }

  list(): Machine[] {
    return this.#all.all();
  }

  insert(machine: Machine): void {
    this.#insert.run({ ...machine });
  }

  update({ name, definition, role_arn }: Machine): void {
    this.#update.run({ name, definition, role_arn });
  }

  delete(name: string): void {
    this.#delete.run({ name });
  }
}

export function toMachineArn(name: string): string {
  return arn('states', `stateMachine:${name}`);
}
