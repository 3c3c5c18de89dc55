import { refuseOperands } from './condition-operands.ts';
import { validated } from './dynalite.ts';
import type { CheckedRequests } from './requests.ts';
import { limits } from './store-view.ts';

export type Write = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** A write as its operation checks it, alone or in a transaction. Throws AwsError. */
export function checkedWrite<Name extends Write>(operation: Name, input: unknown): CheckedRequests[Name] {
  const request = validated(operation, input, limits);
  refuseOperands('ConditionExpression', request._condition);
  return request;
}
