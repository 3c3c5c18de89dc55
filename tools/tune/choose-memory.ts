import { PRICES } from '../cost/prices.ts';

/** How long a function takes at a memory. */
export interface MemorySample {
  readonly memoryMb: number;
  /** Milliseconds of a warm invocation, on average. */
  readonly warmMs: number;
  /** Milliseconds until a new instance has answered its first invocation. */
  readonly coldMs: number;
}

export interface MemoryOption extends MemorySample {
  /** USD of a million warm invocations: duration and requests. */
  readonly costPerMillion: number;
}

/** What counts: the bill, the time, or both alike. */
export const STRATEGIES = ['cost', 'speed', 'balanced'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** USD of a million invocations of this duration at this memory. Lambda bills whole milliseconds. */
export function costPerMillion({ memoryMb, warmMs }: MemorySample): number {
  const gbSeconds = (Math.max(1, Math.ceil(warmMs)) / 1000) * (memoryMb / 1024);
  return 1e6 * (gbSeconds * PRICES.lambda.gbSecond + PRICES.lambda.request);
}

function score(option: MemoryOption, options: readonly MemoryOption[], strategy: Strategy): number {
  const slowest = Math.max(...options.map(({ warmMs }) => warmMs));
  const dearest = Math.max(...options.map((other) => other.costPerMillion));
  const weight = { cost: 0, speed: 1, balanced: 0.5 }[strategy];
  return weight * (option.warmMs / slowest) + (1 - weight) * (option.costPerMillion / dearest);
}

/**
 * The memory to take. `balanced` weighs time and cost alike, each against the worst of the samples, as AWS Lambda Power
 * Tuning does (https://github.com/alexcasalboni/aws-lambda-power-tuning). Of equals the smaller. Throws without samples.
 */
export function chooseMemory(samples: readonly MemorySample[], strategy: Strategy): MemoryOption {
  const options = samples
    .map((sample) => ({ ...sample, costPerMillion: costPerMillion(sample) }))
    .toSorted((left, right) => left.memoryMb - right.memoryMb);
  const [first, ...others] = options;
  if (first === undefined) throw new Error('There is nothing to choose from.');
  return others.reduce(
    (best, option) => (score(option, options, strategy) < score(best, options, strategy) ? option : best),
    first,
  );
}
