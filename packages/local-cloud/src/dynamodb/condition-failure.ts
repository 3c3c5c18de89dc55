import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import { parseInput } from '../aws/operation.ts';
import { holds } from './condition.ts';
import type { Item } from './dynalite-types.ts';
import { holdsLegacy } from './legacy-conditions.ts';
import type { Conditional } from './requests.ts';

const ReturnValues = z.looseObject({ ReturnValuesOnConditionCheckFailure: z.optional(z.enum(['ALL_OLD', 'NONE'])) });

/** Whether the request wants to see the item that fails its condition. */
export function wantsFailedItem(input: unknown): boolean {
  return parseInput(ReturnValues, input).ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
}

/** Throws ConditionalCheckFailedException where the item does not satisfy the request's condition. */
export function requireCondition(request: Conditional, item: Item | undefined): void {
  const { _condition: condition, Expected, ConditionalOperator } = request;
  const satisfied =
    condition === undefined
      ? Expected === undefined || holdsLegacy(Expected, ConditionalOperator, item)
      : holds(condition.expression, item);
  if (satisfied) return;
  throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed');
}

export function isConditionFailure(error: unknown): error is AwsError {
  return error instanceof AwsError && error.code === 'ConditionalCheckFailedException';
}

/** The failure with the item that caused it, as `ReturnValuesOnConditionCheckFailure: ALL_OLD` demands. */
export function withFailedItem(error: AwsError, item: Item | undefined): AwsError {
  return item === undefined ? error : new AwsError(error.code, error.message, error.status, { Item: item });
}
