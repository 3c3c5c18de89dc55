import { arn } from '../../aws/account.ts';
import type { AwsCall } from '../../aws/api.ts';
import type { AccessRequest } from '../policy-set.ts';
import { textIn } from './input.ts';

/** What a call to SNS asks for: something of one topic. */
export function snsRequests({ operation, input }: AwsCall): AccessRequest[] {
  if (operation === '') return [];
  const name = textIn(input, 'Name');
  return [
    {
      action: `sns:${operation}`,
      resource: textIn(input, 'TopicArn') ?? (name === undefined ? '*' : arn('sns', name)),
    },
  ];
}
