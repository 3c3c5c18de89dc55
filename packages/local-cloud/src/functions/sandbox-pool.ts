import type { Sandbox, SandboxOutcome } from './sandbox.ts';

export interface SandboxPoolOptions {
  /** Concurrent invocations of one function; more wait in line. */
  readonly concurrency?: number;
  /** Sandboxes of all functions that may wait for work; the least recently used goes first. */
  readonly maxIdle?: number;
  readonly idleMs?: number;
}

interface IdleSandbox {
  readonly key: string;
  readonly sandbox: Sandbox;
  readonly generation: number;
  readonly since: number;
}

interface Lane {
  running: number;
  generation: number;
  readonly waiting: (() => void)[];
}

const DEFAULTS = { concurrency: 4, maxIdle: 32, idleMs: 60_000 };

/**
 * Keeps sandboxes between invocations and gives their memory back: each is a thread of its own with about 20 MB, so
 * only so many stay, and none longer than `idleMs`.
 */
export class SandboxPool {
  readonly #options: Required<SandboxPoolOptions>;
  readonly #lanes = new Map<string, Lane>();
  readonly #busy = new Set<Sandbox>();
  #idle: IdleSandbox[] = [];
  readonly #sweeper: NodeJS.Timeout;

  constructor(options: SandboxPoolOptions = {}) {
    this.#options = { ...DEFAULTS, ...options };
    this.#sweeper = setInterval(() => this.#closeIdle(), Math.max(50, this.#options.idleMs / 4));
    this.#sweeper.unref();
  }

  get size(): number {
    return this.#busy.size + this.#idle.length;
  }

  /** Runs work in a sandbox of the function `key`, made by `create` when none is free. */
  async run(
    key: string,
    create: () => Promise<Sandbox>,
    work: (sandbox: Sandbox) => Promise<SandboxOutcome>,
  ): Promise<SandboxOutcome> {
    const lane = this.#lane(key);
    if (lane.running >= this.#options.concurrency) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
    try {
      const generation = lane.generation;
      const sandbox = this.#take(key, generation) ?? (await create());
      this.#busy.add(sandbox);
      try {
        return await work(sandbox);
      } finally {
        this.#busy.delete(sandbox);
        this.#giveBack({ key, sandbox, generation, since: Date.now() });
      }
    } finally {
      const next = lane.waiting.shift();
      if (next === undefined) lane.running -= 1;
      else next();
    }
  }

  /** Drops the sandboxes of a function: idle ones now, busy ones when their invocation ends. */
  drop(key: string): void {
    this.#lane(key).generation += 1;
    this.#keepIdle((idle) => idle.key !== key);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    const all = [...this.#busy, ...this.#idle.map(({ sandbox }) => sandbox)];
    this.#idle = [];
    await Promise.all(all.map((sandbox) => sandbox.terminate()));
  }

  #lane(key: string): Lane {
    const lane = this.#lanes.get(key) ?? { running: 0, generation: 0, waiting: [] };
    this.#lanes.set(key, lane);
    return lane;
  }

  #take(key: string, generation: number): Sandbox | undefined {
    const found = this.#idle.findLast(
      (idle) => idle.key === key && idle.generation === generation && idle.sandbox.alive,
    );
    if (found !== undefined) this.#idle = this.#idle.filter((idle) => idle !== found);
    return found?.sandbox;
  }

  #giveBack(returned: IdleSandbox): void {
    if (!returned.sandbox.alive) return;
    if (returned.generation !== this.#lane(returned.key).generation) {
      void returned.sandbox.terminate();
      return;
    }
    this.#idle.push(returned);
    const surplus = new Set(this.#idle.slice(0, Math.max(0, this.#idle.length - this.#options.maxIdle)));
    if (surplus.size > 0) this.#keepIdle((idle) => !surplus.has(idle));
  }

  #closeIdle(): void {
    const oldest = Date.now() - this.#options.idleMs;
    this.#keepIdle((idle) => idle.sandbox.alive && idle.since > oldest);
  }

  #keepIdle(keep: (idle: IdleSandbox) => boolean): void {
    const { kept = [], dropped = [] } = Object.groupBy(this.#idle, (idle) => (keep(idle) ? 'kept' : 'dropped'));
    this.#idle = kept;
    for (const { sandbox } of dropped) void sandbox.terminate();
  }
}
