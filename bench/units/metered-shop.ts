import type { CapacityUse } from '@tradewind/local-cloud/dynamodb/metered-api';
import { silentLog, startCloud, type Cloud } from '@tradewind/local-cloud';
import { accessKeyOf } from '@tradewind/local-cloud/functions/environment';
import { eventually, httpEvent, type HttpEventOptions } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod/mini';

export interface Units {
  readonly read: number;
  readonly write: number;
}

/** A line that a function wrote. */
export interface Line {
  readonly functionName: string;
  readonly text: string;
}

/** What an operation costs its own function, and what follows from it: outbox, consumers, the steps of the saga. */
export interface OperationUnits {
  readonly own: Units;
  readonly after: Units;
  /** What the sums are of, for those who count otherwise. */
  readonly uses: readonly CapacityUse[];
  readonly lines: readonly Line[];
  /** Of the answer. */
  readonly responseBytes: number;
}

const SERVICES = ['platform', 'catalog', 'inventory', 'carts', 'orders', 'payments', 'notifications'];
const BUNDLING_MS = 60_000;
const ADMIN = { username: 'usr_01KA3Q5Z8M4T7R9V2W6X0Y1B3D', token_use: 'access', 'cognito:groups': '[admin]' };

const Answer = z.object({ statusCode: z.number(), body: z.string() });

function sum(uses: readonly CapacityUse[], kind: CapacityUse['kind']): number {
  return uses.filter((use) => use.kind === kind).reduce((total, { units }) => total + units, 0);
}

/** The services of a purchase in a cloud of their own, which counts what each operation costs. */
export class MeteredShop {
  readonly #cloud: Cloud;
  readonly #uses: CapacityUse[];
  readonly #lines: Line[];
  #responseBytes = 0;
  /** Nothing was called since everything was calm. */
  #isSettled = false;

  private constructor(cloud: Cloud, uses: CapacityUse[], lines: Line[]) {
    this.#cloud = cloud;
    this.#uses = uses;
    this.#lines = lines;
  }

  static async open(): Promise<MeteredShop> {
    const uses: CapacityUse[] = [];
    const lines: Line[] = [];
    const cloud = await startCloud({
      root: join(import.meta.dirname, '../..'),
      services: SERVICES,
      port: 0,
      console: false,
      onCapacityUse: (use) => uses.push(use),
      log: { ...silentLog, output: (functionName, text) => lines.push({ functionName, text }) },
    });
    await cloud.prepare();
    return new MeteredShop(cloud, uses, lines);
  }

  async close(): Promise<void> {
    await this.#cloud.close();
  }

  /** Calls a function of the HTTP API as an admin may; throws on any answer that is not 2xx. */
  async call(name: string, request: HttpEventOptions): Promise<unknown> {
    this.#isSettled = false;
    const headers = { 'idempotency-key': randomUUID(), ...request.headers };
    const event = httpEvent({ claims: ADMIN, ...request, headers });
    const { payload } = await this.#cloud.runtime.invoke(lambdaName(name), event);
    const answer = z.safeParse(Answer, payload);
    if (!answer.success || answer.data.statusCode >= 300) {
      throw new Error(`${name} answered ${JSON.stringify(payload)}`);
    }
    this.#responseBytes = Buffer.byteLength(answer.data.body);
    return answer.data.body === '' ? undefined : JSON.parse(answer.data.body);
  }

  /** Waits until nothing is under way, so that what follows is counted with what caused it. */
  async settled(): Promise<void> {
    if (this.#isSettled) return;
    let calm = 0;
    await eventually(
      () => {
        calm = this.#cloud.idle() ? calm + 1 : 0;
        if (calm < 10) throw new Error('The cloud is still at work.');
      },
      { timeoutMs: BUNDLING_MS, intervalMs: 50 },
    );
    this.#isSettled = true;
  }

  /** What a piece of work costs the function that it calls, and what follows from it until all is calm. */
  async unitsOf(name: string, work: () => Promise<unknown>): Promise<OperationUnits> {
    await this.settled();
    const [usesBefore, linesBefore] = [this.#uses.length, this.#lines.length];
    await work();
    const responseBytes = this.#responseBytes;
    await this.settled();
    const uses = this.#uses.slice(usesBefore);
    const key = accessKeyOf(lambdaName(name));
    const own = uses.filter(({ accessKeyId }) => accessKeyId === key);
    const after = uses.filter(({ accessKeyId }) => accessKeyId !== key);
    const units = (list: readonly CapacityUse[]): Units => ({ read: sum(list, 'read'), write: sum(list, 'write') });
    return { own: units(own), after: units(after), uses, lines: this.#lines.slice(linesBefore), responseBytes };
  }

  /** Write units since `mark` by table, most expensive first. */
  writesByTable(mark: number): readonly (readonly [table: string, units: number])[] {
    const byTable = Map.groupBy(
      this.#uses.slice(mark).filter(({ kind }) => kind === 'write'),
      ({ table }) => table,
    );
    const totals = [...byTable].map(([table, uses]) => [table, sum(uses, 'write')] as const);
    return totals.toSorted(([, left], [, right]) => right - left);
  }

  /** A place in the count, for `writesByTable`. */
  get mark(): number {
    return this.#uses.length;
  }
}

function lambdaName(name: string): string {
  const [service, key] = name.split('/');
  return `tradewind-${service}-dev-${key}`;
}
