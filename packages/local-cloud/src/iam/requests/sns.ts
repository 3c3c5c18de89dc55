import { arn } from '../../aws/account.ts';
import type { AwsCall } from '../../aws/api.ts';
import { queryInput } from '../../sns/query-protocol.ts';
import type { AccessRequest } from '../policy-set.ts';

/** What a call to SNS asks for: something of one topic. */
export function snsRequests(call: AwsCall): AccessRequest[] {
  const form = queryInput(call);
  const operation = form.get('Action');
  if (operation === undefined) return [];
  const name = form.get('Name');
  return [
    { action: `sns:${operation}`, resource: form.get('TopicArn') ?? (name === undefined ? '*' : arn('sns', name)) },
  ];
}
