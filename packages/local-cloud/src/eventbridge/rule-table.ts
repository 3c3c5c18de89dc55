import * as z from 'zod/mini';
import { arn, resourceName } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import { jsonColumn, type Store } from '../store.ts';
import { parseEventPattern, type EventMatcher } from './event-pattern.ts';
import { Target } from './target.ts';

const RuleRow = z.object({
  bus: z.string(),
  name: z.string(),
  pattern: z.string(),
  enabled: z.number(),
  description: z.nullable(z.string()),
});
const TargetRow = z.object({ target: jsonColumn(Target) });
const BusRow = z.object({ name: z.string() });

export interface Rule {
  readonly bus: string;
  readonly name: string;
  readonly arn: string;
  readonly pattern: string;
  readonly enabled: boolean;
  readonly description: string | null;
}

/** Buses, rules and targets. The bus `default` always exists. */
export class RuleTable {
  readonly #store: Store;
  readonly #matchers = new Map<string, EventMatcher>();
  readonly #bus;
  readonly #buses;
  readonly #insertBus;
  readonly #deleteBus;
  readonly #rules;
  readonly #rule;
  readonly #putRule;
  readonly #deleteRule;
  readonly #targets;
  readonly #putTarget;
  readonly #deleteTarget;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS eb_buses (name TEXT PRIMARY KEY) WITHOUT ROWID;
      INSERT OR IGNORE INTO eb_buses VALUES ('default');
      CREATE TABLE IF NOT EXISTS eb_rules (bus TEXT NOT NULL, name TEXT NOT NULL, pattern TEXT NOT NULL,
        enabled INTEGER NOT NULL, description TEXT, PRIMARY KEY (bus, name)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS eb_targets (bus TEXT NOT NULL, rule TEXT NOT NULL, id TEXT NOT NULL,
        target TEXT NOT NULL, PRIMARY KEY (bus, rule, id)) WITHOUT ROWID;`);
    this.#store = store;
    this.#bus = store.query('SELECT name FROM eb_buses WHERE name = :name', BusRow);
    this.#buses = store.query('SELECT name FROM eb_buses ORDER BY name', BusRow);
    this.#insertBus = store.command('INSERT INTO eb_buses VALUES (:name)');
    this.#deleteBus = store.command('DELETE FROM eb_buses WHERE name = :name');
    this.#rules = store.query('SELECT * FROM eb_rules WHERE bus = :bus ORDER BY name', RuleRow);
    this.#rule = store.query('SELECT * FROM eb_rules WHERE bus = :bus AND name = :name', RuleRow);
    this.#putRule = store.command(
      'INSERT OR REPLACE INTO eb_rules VALUES (:bus, :name, :pattern, :enabled, :description)',
    );
    this.#deleteRule = store.command('DELETE FROM eb_rules WHERE bus = :bus AND name = :name');
    this.#targets = store.query(
      'SELECT target FROM eb_targets WHERE bus = :bus AND rule = :rule ORDER BY id',
      TargetRow,
    );
    this.#putTarget = store.command('INSERT OR REPLACE INTO eb_targets VALUES (:bus, :rule, :id, :target)');
    this.#deleteTarget = store.command('DELETE FROM eb_targets WHERE bus = :bus AND rule = :rule AND id = :id');
  }

  hasBus(name: string): boolean {
    return this.#bus.get({ name }) !== undefined;
  }

  busNames(): string[] {
    return this.#buses.all().map(({ name }) => name);
  }

  createBus(name: string): void {
    this.#insertBus.run({ name });
  }

  /** With its rules and targets. */
  deleteBus(name: string): void {
    this.#store.transaction(() => {
      for (const rule of this.rules(name)) this.deleteRule(rule);
      this.#deleteBus.run({ name });
    });
  }

  rules(bus: string): Rule[] {
    return this.#rules.all({ bus }).map(toRule);
  }

  rule(bus: string, name: string): Rule | undefined {
    const row = this.#rule.get({ bus, name });
    return row === undefined ? undefined : toRule(row);
  }

  putRule({ bus, name, pattern, enabled, description }: Omit<Rule, 'arn'>): void {
    this.#putRule.run({ bus, name, pattern, enabled: enabled ? 1 : 0, description });
  }

  deleteRule({ bus, name }: Pick<Rule, 'bus' | 'name'>): void {
    this.#store.transaction(() => {
      for (const target of this.targets(bus, name)) this.deleteTarget(bus, name, target.Id);
      this.#deleteRule.run({ bus, name });
    });
  }

  targets(bus: string, rule: string): Target[] {
    return this.#targets.all({ bus, rule }).map(({ target }) => target);
  }

  putTarget(bus: string, rule: string, target: Target): void {
    this.#putTarget.run({ bus, rule, id: target.Id, target: JSON.stringify(target) });
  }

  deleteTarget(bus: string, rule: string, id: string): void {
    this.#deleteTarget.run({ bus, rule, id });
  }

  /** The enabled rules of the bus whose pattern the event fits. */
  matching(bus: string, event: unknown): Rule[] {
    return this.rules(bus).filter((rule) => rule.enabled && this.#matcher(rule.pattern)(event));
  }

  #matcher(pattern: string): EventMatcher {
    const known = this.#matchers.get(pattern);
    if (known !== undefined) return known;
    const matcher = parseEventPattern(pattern);
    this.#matchers.set(pattern, matcher);
    return matcher;
  }
}

/** The name of a bus given by name or ARN. Throws ResourceNotFoundException. */
export function existingBus(rules: RuleTable, nameOrArn: string): string {
  const name = resourceName(nameOrArn);
  if (!rules.hasBus(name)) throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  return name;
}

/** `rule/<name>` on the default bus, `rule/<bus>/<name>` on any other. */
export function ruleArn(bus: string, name: string): string {
  return arn('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
}

function toRule(row: z.output<typeof RuleRow>): Rule {
  return { ...row, enabled: row.enabled === 1, arn: ruleArn(row.bus, row.name) };
}
