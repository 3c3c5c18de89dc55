import type { Item } from './types.ts';

/** The item did not meet the condition of a single write; `item` is what stood there, undefined if nothing did. */
export class ConditionFailedError extends Error {
  readonly item: Item | undefined;

  constructor(item: Item | undefined, cause: unknown) {
    super('The condition of a write was not met.', { cause });
    this.name = 'ConditionFailedError';
    this.item = item;
  }
}

export interface FailedWrite {
  /** Position of the write in the transaction. */
  readonly index: number;
  /** DynamoDB's cancellation reason, such as `ConditionalCheckFailed`. */
  readonly code: string;
  readonly item: Item | undefined;
}

/** A transaction took no effect; `failures` lists every write that stood against it. */
export class TransactionFailedError extends Error {
  readonly failures: readonly FailedWrite[];

  constructor(failures: readonly FailedWrite[], cause: unknown) {
    super(`A transaction was cancelled: ${failures.map(({ index, code }) => `#${index} ${code}`).join(', ')}.`, {
      cause,
    });
    this.name = 'TransactionFailedError';
    this.failures = failures;
  }

  /** The failure of the write at this position, if its condition was not met. */
  conditionFailedAt(index: number): FailedWrite | undefined {
    return this.failures.find((failure) => failure.index === index && failure.code === 'ConditionalCheckFailed');
  }
}
