import type { Clock } from '@tradewind/kernel';

/** A setting that people change while functions run. */
export interface LiveSetting<Value> {
  /**
   * Never rejects: while the setting cannot be read, or says what nobody understands, the last good value stands in,
   * and before there was one the default. `onFailure` then gets the reason, once for each attempt.
   */
  current(onFailure: (error: unknown) => void): Promise<Value>;
}

export interface LiveSettingOptions<Value> {
  readonly read: () => Promise<string>;
  /** Throws for a text that is no such value. */
  readonly parse: (text: string) => Value;
  readonly fallback: Value;
  readonly clock: Clock;
  /** How long a value is answered before it is read again, in ms. */
  readonly maxAgeMs: number;
  /** How long a value stands in after a failure before the next attempt, in ms. */
  readonly retryMs: number;
}

/** Callers that ask while a read is under way share it. */
export function liveSetting<Value>(options: LiveSettingOptions<Value>): LiveSetting<Value> {
  const { read, parse, clock, maxAgeMs, retryMs } = options;
  let value = options.fallback;
  let dueAt = -Infinity;
  let reading: Promise<void> | undefined;

  async function refresh(now: number, onFailure: (error: unknown) => void): Promise<void> {
    try {
      value = parse(await read());
      dueAt = now + maxAgeMs;
    } catch (error) {
      dueAt = now + retryMs;
      onFailure(error);
    } finally {
      reading = undefined;
    }
  }

  return {
    async current(onFailure) {
      const now = clock.now().getTime();
      if (now >= dueAt) await (reading ??= refresh(now, onFailure));
      return value;
    },
  };
}
