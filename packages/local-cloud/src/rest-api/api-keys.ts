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

/** API keys, the usage plans that they belong to, and how much of a plan's quota each has used; kept over restarts. */
export class ApiKeys {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #throttles = new Map<string, Throttle>();
  #plans: readonly UsagePlanModel[] = [];

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    store.define(`
      CREATE TABLE IF NOT EXISTS api_keys (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL UNIQUE, enabled INTEGER NOT NULL, created_at TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS api_key_plans (key_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS api_key_usage (
        key_id TEXT NOT NULL, plan_id TEXT NOT NULL, period TEXT NOT NULL, used INTEGER NOT NULL,
        PRIMARY KEY (key_id, plan_id, period));`);
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
    if (this.#byValue(key.value) !== undefined) throw new AwsError('ConflictException', 'API Key already exists', 409);
    this.#store
      .command(
        'INSERT INTO api_keys (id, name, value, enabled, created_at) VALUES (:id, :name, :value, :enabled, :createdAt)',
      )
      .run({ ...key, enabled: enabled ? 1 : 0 });
    return key;
  }

  find(id: string): ApiKey | undefined {
    const sql = 'SELECT id, name, value, enabled, created_at AS createdAt FROM api_keys WHERE id = :id';
    return this.#store.query(sql, KeyRow).get({ id });
  }

  /** Answers whether there was one. */
  remove(id: string): boolean {
    return this.#store.transaction(() => {
      this.#store.command('DELETE FROM api_key_plans WHERE key_id = :id').run({ id });
      this.#store.command('DELETE FROM api_key_usage WHERE key_id = :id').run({ id });
      return this.#store.command('DELETE FROM api_keys WHERE id = :id').run({ id }) === 1;
    });
  }

  /** Puts a key into a plan; a key is in one plan of an API at most. */
  join(planId: string, keyId: string): void {
    this.#store
      .command('INSERT OR REPLACE INTO api_key_plans (key_id, plan_id) VALUES (:keyId, :planId)')
      .run({ keyId, planId });
  }

  /**
   * Counts a request against the plan of its key. Throws Refusal: INVALID_API_KEY for a key that is unknown, disabled or
   * in no plan, THROTTLED, QUOTA_EXCEEDED. Throttled requests do not count.
   */
  admit(value: string | undefined): void {
    const key = value === undefined ? undefined : this.#byValue(value);
    const plan = key?.enabled === true ? this.#planOf(key.id) : undefined;
    if (key === undefined || plan === undefined) throw new Refusal('INVALID_API_KEY');
    if (!this.#throttleOf(plan).admits(key.id)) throw new Refusal('THROTTLED');
    const { quota } = plan;
    if (quota === undefined) return;
    const period = periodOf(quota.period, this.#clock.now());
    if (this.#used(key.id, plan.id, period) >= quota.limit) throw new Refusal('QUOTA_EXCEEDED');
    this.#store
      .command(
        `INSERT INTO api_key_usage (key_id, plan_id, period, used) VALUES (:keyId, :planId, :period, 1)
         ON CONFLICT DO UPDATE SET used = used + 1`,
      )
      .run({ keyId: key.id, planId: plan.id, period });
  }

  #byValue(value: string): ApiKey | undefined {
    const sql = 'SELECT id, name, value, enabled, created_at AS createdAt FROM api_keys WHERE value = :value';
    return this.#store.query(sql, KeyRow).get({ value });
  }

  #planOf(keyId: string): UsagePlanModel | undefined {
    const sql = 'SELECT plan_id AS planId FROM api_key_plans WHERE key_id = :keyId';
    const row = this.#store.query(sql, PlanRow).get({ keyId });
    return this.#plans.find(({ id }) => id === row?.planId);
  }

  #used(keyId: string, planId: string, period: string): number {
    const sql = 'SELECT used FROM api_key_usage WHERE key_id = :keyId AND plan_id = :planId AND period = :period';
    return this.#store.query(sql, UsedRow).get({ keyId, planId, period })?.used ?? 0;
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
