import { refuseOperands } from './condition-operands.ts';
import { validated } from './dynalite.ts';
import { requireDepth } from './nesting.ts';
import type { CheckedRequests } from './requests.ts';
import { limits } from './store-view.ts';

export type Write = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** A write as its operation checks it, alone or in a transaction. Throws AwsError. */
export function checkedWrite<Name extends Write>(operation: Name, input: unknown): CheckedRequests[Name] {
  const request = validated(operation, input, limits);
  if ('Item' in request) requireDepth(request.Item);
  requireDepth(request.ExpressionAttributeValues ?? {});
  refuseOperands('ConditionExpression', request._condition);
  return request;
}
