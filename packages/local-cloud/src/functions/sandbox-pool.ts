import type { Sandbox, SandboxOutcome } from './sandbox.ts';

export interface SandboxPoolOptions {
  /** Sandboxes that one function may have; more than one only where the load asks for it. */
  readonly sandboxesPerFunction?: number;
  /** Invocations that one sandbox takes at a time; more wait in line. */
  readonly invocationsPerSandbox?: number;
  /** Invocations in a sandbox from which on another one is opened beside it, if its thread has no time left. */
  readonly crowdedFrom?: number;
  /** Sandboxes of all functions; above it the least recently used that are idle go, and no function gets another. */
  readonly maxSandboxes?: number;
  readonly idleMs?: number;
}

interface Pooled {
  readonly sandbox: Promise<Sandbox>;
  opened: Sandbox | undefined;
  running: number;
  usedAt: number;
}

interface Lane {
  sandboxes: Pooled[];
  readonly waiting: (() => void)[];
}

const DEFAULTS = {
  sandboxesPerFunction: 2,
  invocationsPerSandbox: 32,
  crowdedFrom: 8,
  maxSandboxes: 24,
  idleMs: 60_000,
};

/** From this share of its time on a thread counts as busy: invocations that only wait need no second one. */
const BUSY_UTILIZATION = 0.8;

/**
 * Keeps sandboxes between invocations and gives their memory back. Each is a thread of its own with about 20 MB, so
 * that a function has few of them, each taking several invocations at once, as Lambda's environments with
 * multi-concurrency do: otherwise a purchase under load would spend its time on starting and evicting sandboxes.
 */
export class SandboxPool {
  readonly #options: Required<SandboxPoolOptions>;
  readonly #lanes = new Map<string, Lane>();
  /** Dropped while they were busy. */
  readonly #leaving = new Set<Pooled>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(options: SandboxPoolOptions = {}) {
    this.#options = { ...DEFAULTS, ...options };
    this.#sweeper = setInterval(() => this.#closeIdle(), Math.max(50, this.#options.idleMs / 4));
    this.#sweeper.unref();
  }

  get size(): number {
    return this.#all().length + this.#leaving.size;
  }

  /** Runs work in a sandbox of the function `key`, made by `create` when those it has are crowded. */
  async run(
    key: string,
    create: () => Promise<Sandbox>,
    work: (sandbox: Sandbox) => Promise<SandboxOutcome>,
  ): Promise<SandboxOutcome> {
    const pooled = await this.#enter(key, create);
    try {
      return await work(await pooled.sandbox);
    } finally {
      this.#leave(key, pooled);
    }
  }

  /** Drops the sandboxes of a function: idle ones now, busy ones when their invocations end. */
  drop(key: string): void {
    const lane = this.#lane(key);
    for (const pooled of lane.sandboxes) this.#retire(pooled);
    lane.sandboxes = [];
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    const all = [...this.#all(), ...this.#leaving];
    this.#lanes.clear();
    this.#leaving.clear();
    await Promise.all(all.map(async ({ sandbox }) => terminated(sandbox)));
  }

  #all(): Pooled[] {
    return [...this.#lanes.values()].flatMap(({ sandboxes }) => sandboxes);
  }

  #lane(key: string): Lane {
    const lane = this.#lanes.get(key) ?? { sandboxes: [], waiting: [] };
    this.#lanes.set(key, lane);
    return lane;
  }

  /** Takes a place in the emptiest sandbox of a function, in a new one, or in line. */
  async #enter(key: string, create: () => Promise<Sandbox>): Promise<Pooled> {
    const { invocationsPerSandbox } = this.#options;
    for (;;) {
      const lane = this.#lane(key);
      lane.sandboxes = lane.sandboxes.filter(({ opened }) => opened?.alive !== false);
      const [emptiest] = lane.sandboxes.toSorted((left, right) => left.running - right.running);
      const chosen = this.#isCrowded(emptiest) && this.#mayOpen(lane) ? this.#open(lane, create) : emptiest;
      if (chosen !== undefined && chosen.running < invocationsPerSandbox) {
        chosen.running += 1;
        chosen.usedAt = Date.now();
        return chosen;
      }
      await new Promise<void>((resolve) => lane.waiting.push(resolve));
    }
  }

  #isCrowded(emptiest: Pooled | undefined): boolean {
    if (emptiest === undefined) return true;
    const { crowdedFrom, invocationsPerSandbox } = this.#options;
    if (emptiest.running >= invocationsPerSandbox) return true;
    return emptiest.running >= crowdedFrom && (emptiest.opened?.utilization ?? 0) >= BUSY_UTILIZATION;
  }

  #mayOpen({ sandboxes }: Lane): boolean {
    if (sandboxes.length === 0) return true;
    const { sandboxesPerFunction, maxSandboxes } = this.#options;
    return sandboxes.length < sandboxesPerFunction && this.size < maxSandboxes;
  }

  #open(lane: Lane, create: () => Promise<Sandbox>): Pooled {
    const pooled: Pooled = { sandbox: create(), opened: undefined, running: 0, usedAt: Date.now() };
    lane.sandboxes.push(pooled);
    pooled.sandbox.then(
      (sandbox) => (pooled.opened = sandbox),
      () => (lane.sandboxes = lane.sandboxes.filter((other) => other !== pooled)),
    );
    this.#closeSurplus();
    return pooled;
  }

  #leave(key: string, pooled: Pooled): void {
    const lane = this.#lane(key);
    pooled.running -= 1;
    pooled.usedAt = Date.now();
    if (pooled.opened?.alive === false) lane.sandboxes = lane.sandboxes.filter((other) => other !== pooled);
    if (pooled.running === 0 && this.#leaving.delete(pooled)) void pooled.opened?.terminate();
    this.#closeSurplus();
    lane.waiting.shift()?.();
  }

  /** Called for a sandbox that its lane lets go of. */
  #retire(pooled: Pooled): void {
    if (pooled.running > 0) this.#leaving.add(pooled);
    else void pooled.opened?.terminate();
  }

  #closeSurplus(): void {
    const surplus = this.size - this.#options.maxSandboxes;
    if (surplus <= 0) return;
    const idle = this.#all().filter(({ running }) => running === 0);
    const oldest = idle.toSorted((left, right) => left.usedAt - right.usedAt).slice(0, surplus);
    this.#closeAll(new Set(oldest));
  }

  #closeIdle(): void {
    const oldest = Date.now() - this.#options.idleMs;
    this.#closeAll(new Set(this.#all().filter(({ running, usedAt }) => running === 0 && usedAt <= oldest)));
  }

  #closeAll(closed: ReadonlySet<Pooled>): void {
    for (const lane of this.#lanes.values()) lane.sandboxes = lane.sandboxes.filter((pooled) => !closed.has(pooled));
    for (const pooled of closed) this.#retire(pooled);
  }
}

/** One that could not be made has nothing to end. */
async function terminated(opening: Promise<Sandbox>): Promise<void> {
  const sandbox = await opening.catch(() => undefined);
  await sandbox?.terminate();
}
