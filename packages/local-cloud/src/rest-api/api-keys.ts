import { randomBytes } from 'node:crypto';
import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import { Throttle } from '../front-door/throttle.ts';
import type { Store } from '../store.ts';
import { Refusal } from './refusal.ts';
import type { RestApiModel, UsagePlanModel } from './rest-api-model.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
  readonly createdAt: string;
}

const KeyRow = z.object({
  id: z.string(),
  name: z.string(),
  value: z.string(),
  enabled: z.pipe(
    z.number(),
    z.transform((flag) => flag === 1),
  ),
  createdAt: z.string(),
});
const PlanRow = z.object({ planId: z.string() });
const UsedRow = z.object({ used: z.number() });

const COLUMNS = 'id, name, value, enabled, created_at AS createdAt';

/** The statements on the tables of keys, prepared once. */
function keyTables(store: Store) {
  store.define(`
    CREATE TABLE IF NOT EXISTS api_keys (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL UNIQUE, enabled INTEGER NOT NULL, created_at TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS api_key_plans (key_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS api_key_usage (
      key_id TEXT NOT NULL, plan_id TEXT NOT NULL, period TEXT NOT NULL, used INTEGER NOT NULL,
      PRIMARY KEY (key_id, plan_id, period));`);
  return {
    insert: store.command(
      'INSERT INTO api_keys (id, name, value, enabled, created_at) VALUES (:id, :name, :value, :enabled, :createdAt)',
    ),
    byId: store.query(`SELECT ${COLUMNS} FROM api_keys WHERE id = :id`, KeyRow),
    byValue: store.query(`SELECT ${COLUMNS} FROM api_keys WHERE value = :value`, KeyRow),
    remove: store.command('DELETE FROM api_keys WHERE id = :id'),
    leave: store.command('DELETE FROM api_key_plans WHERE key_id = :id'),
    forget: store.command('DELETE FROM api_key_usage WHERE key_id = :id'),
    join: store.command('INSERT OR REPLACE INTO api_key_plans (key_id, plan_id) VALUES (:keyId, :planId)'),
    planOf: store.query('SELECT plan_id AS planId FROM api_key_plans WHERE key_id = :keyId', PlanRow),
    used: store.query(
      'SELECT used FROM api_key_usage WHERE key_id = :keyId AND plan_id = :planId AND period = :period',
      UsedRow,
    ),
    count: store.command(
      `INSERT INTO api_key_usage (key_id, plan_id, period, used) VALUES (:keyId, :planId, :period, 1)
       ON CONFLICT DO UPDATE SET used = used + 1`,
    ),
  };
}

/** API keys, the usage plans that they belong to, and how much of a plan's quota each has used; kept over restarts. */
export class ApiKeys {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #tables;
  readonly #throttles = new Map<string, Throttle>();
  #plans: readonly UsagePlanModel[] = [];

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#tables = keyTables(store);
  }

  /** Takes over the usage plans of these APIs. */
  replaceApis(apis: readonly RestApiModel[]): void {
    this.#plans = apis.flatMap(({ usagePlans }) => usagePlans);
    this.#throttles.clear();
  }

  get plans(): readonly UsagePlanModel[] {
    return this.#plans;
  }

  /** Throws ConflictException for a value that another key has. */
  create(name: string, value: string | undefined, enabled: boolean): ApiKey {
    const key = {
      id: randomBytes(5).toString('hex'),
      name,
      value: value ?? randomBytes(20).toString('hex'),
      enabled,
      createdAt: this.#clock.now().toISOString(),
    };
    const taken = this.#tables.byValue.get({ value: key.value });
    if (taken !== undefined) throw new AwsError('ConflictException', 'API Key already exists', 409);
    this.#tables.insert.run({ ...key, enabled: enabled ? 1 : 0 });
    return key;
  }

  find(id: string): ApiKey | undefined {
    return this.#tables.byId.get({ id });
  }

  /** Answers whether there was one. */
  remove(id: string): boolean {
    return this.#store.transaction(() => {
      this.#tables.leave.run({ id });
      this.#tables.forget.run({ id });
      return this.#tables.remove.run({ id }) === 1;
    });
  }

  /** Puts a key into a plan; a key is in one plan at most. */
  join(planId: string, keyId: string): void {
    this.#tables.join.run({ keyId, planId });
  }

  /**
   * Counts a request against the plan of its key. Throws Refusal: INVALID_API_KEY for a key that is unknown, disabled or
   * in no plan, THROTTLED, QUOTA_EXCEEDED. Throttled requests do not count.
   */
  admit(value: string | undefined): void {
    const key = value === undefined ? undefined : this.#tables.byValue.get({ value });
    const plan = key?.enabled === true ? this.#planOf(key.id) : undefined;
    if (key === undefined || plan === undefined) throw new Refusal('INVALID_API_KEY');
    if (!this.#throttleOf(plan).admits(key.id)) throw new Refusal('THROTTLED');
    if (plan.quota === undefined) return;
    const use = { keyId: key.id, planId: plan.id, period: periodOf(plan.quota.period, this.#clock.now()) };
    if ((this.#tables.used.get(use)?.used ?? 0) >= plan.quota.limit) throw new Refusal('QUOTA_EXCEEDED');
    this.#tables.count.run(use);
  }

  #planOf(keyId: string): UsagePlanModel | undefined {
    const row = this.#tables.planOf.get({ keyId });
    return this.#plans.find(({ id }) => id === row?.planId);
  }

  #throttleOf(plan: UsagePlanModel): Throttle {
    const known = this.#throttles.get(plan.id) ?? new Throttle(plan.throttle, () => this.#clock.now().getTime());
    this.#throttles.set(plan.id, known);
    return known;
  }
}

const DAY_MS = 86_400_000;

/** The day on which a quota's current period began, in UTC; weeks begin on Sunday. */
function periodOf(period: 'DAY' | 'WEEK' | 'MONTH', now: Date): string {
  const today = now.toISOString().slice(0, 10);
  if (period === 'MONTH') return `${today.slice(0, 7)}-01`;
  if (period === 'DAY') return today;
  return new Date(Date.parse(today) - now.getUTCDay() * DAY_MS).toISOString().slice(0, 10);
}
