import * as z from 'zod/mini';

const percent = z.number().check(z.minimum(0), z.maximum(100));

const WriteFault = z.strictObject({
  /** Only writes that touch this table; all writes when left out. */
  table: z.optional(z.string()),
  /** How many of 100 writes meet a transaction of somebody else. */
  conflictPercent: z._default(percent, 0),
  /** How many of 100 writes are throttled. */
  throttlePercent: z._default(percent, 0),
});

const FunctionFault = z.strictObject({
  /** The full name of the function, such as `tradewind-payments-dev-authorize-payment`. */
  function: z.string(),
  /**
   * - `dead`: it does not run and its caller learns that its sandbox died;
   * - `lost-answer`: it runs, and its caller learns the same all the same;
   * - `slow`: it runs, and its answer comes `delayMs` late.
   */
  kind: z.enum(['dead', 'lost-answer', 'slow']),
  percent: z._default(percent, 100),
  delayMs: z._default(z.int().check(z.minimum(0), z.maximum(60_000)), 0),
});

/** What goes wrong in the local cloud, and how often. The same seed and the same calls meet the same faults. */
export const FaultPlan = z.strictObject({
  seed: z._default(z.int(), 1),
  writes: z._default(z.array(WriteFault), []),
  functions: z._default(z.array(FunctionFault), []),
});
export type FaultPlan = z.output<typeof FaultPlan>;
export type WriteFault = z.output<typeof WriteFault>;
export type FunctionFault = z.output<typeof FunctionFault>;

export const NO_FAULTS: FaultPlan = { seed: 1, writes: [], functions: [] };
