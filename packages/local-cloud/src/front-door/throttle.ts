import type { ThrottlingModel } from '../templates/model.ts';

/** A token bucket per route, as the default route settings of a stage give each route its own. */
export class Throttle {
  readonly #settings: ThrottlingModel | undefined;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; filledAt: number }>();

  /** `now` in milliseconds. */
  constructor(settings: ThrottlingModel | undefined, now: () => number = () => performance.now()) {
    this.#settings = settings;
    this.#now = now;
  }

  /** Takes a token; false when there is none left. */
  admits(routeKey: string): boolean {
    if (this.#settings === undefined) return true;
    const { ratePerSecond, burst } = this.#settings;
    const now = this.#now();
    const bucket = this.#buckets.get(routeKey) ?? { tokens: burst, filledAt: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * ratePerSecond);
    const admitted = tokens >= 1;
    this.#buckets.set(routeKey, { tokens: admitted ? tokens - 1 : tokens, filledAt: now });
    return admitted;
  }
}
